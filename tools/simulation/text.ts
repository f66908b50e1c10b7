import type { ScoreEntry } from '../../daemon/scheduler/model/score.js';
import { scoreLine } from '../../daemon/scheduler/place/scores.js';
import { item, list, outlineText } from '../status/outline.js';
import { changeLines } from './changes.js';
import type { Part, Simulation } from './simulation.js';
import { stepLine } from './steps.js';

/** A simulation as text: a blank line before each list but the first. */
export function simulationText({ parts, fancy }: Simulation): string {
  let out = '';
  let begun = false;
  for (const part of parts) {
    if (part.kind === 'remark') {
      out += `${part.text}\n`;
      continue;
    }
    if (part.kind === 'scores' && !fancy) {
      const scores = part.entries.filter(({ kind }) => kind !== 'remark');
      out += scores.map((entry) => `${scoreLine(entry)}\n`).join('');
      continue;
    }
    out += begun ? '\n' : '';
    out += part.kind === 'disabled' ? disabledText(part.why) : partText(part);
    begun = true;
  }
  return out;
}

type Listed = Exclude<Part, { kind: 'remark' | 'disabled' }>;

function partText(part: Listed): string {
  switch (part.kind) {
    case 'counts':
      return `${part.text}\n`;
    case 'status':
      return `${part.title}:\n${nested('text' in part.content ? part.content.text : '')}`;
    case 'modifications':
      return eventsText('Performing Requested Modifications', part.entries);
    case 'scores':
      return `${part.title}:\n${part.entries.map(scoreText).join('')}`;
    case 'changes':
      return outlineText([list('Transition Summary', changeLines(part.changes))]);
    case 'execution':
      return eventsText('Executing Cluster Transition', part.steps);
    case 'timings':
      return outlineText([
        list(
          'Timings',
          part.files.map(({ file, seconds }) => item(`Testing ${file} ... ${seconds.toFixed(2)} secs`)),
        ),
      ]);
  }
}

/** Remarks are no points of the list. */
const scoreText = (entry: ScoreEntry): string => `${entry.kind === 'remark' ? '' : '  * '}${scoreLine(entry)}\n`;

/** Points of a list; remarks stand between them at the margin. */
function eventsText(title: string, events: readonly Parameters<typeof stepLine>[0][]): string {
  let out = `${title}:\n`;
  for (const event of events) {
    const line = stepLine(event);
    if (line) out += outlineText([line], 1);
    else if (event.kind === 'remark') out += `${event.text}\n`;
  }
  return out;
}

/** A text of lists made the content of a list. */
const nested = (text: string): string => text.replace(/^(?=.)/gm, '  ').replace(/^ {2}(?=\S)/gm, '  * ');

function disabledText(why: 'maintenance' | 'stop-all'): string {
  return why === 'maintenance'
    ? '\n              *** Resource management is DISABLED ***\n  The cluster will not attempt to start, stop or recover services\n'
    : '\n    *** Resource management is DISABLED ***\n  The cluster will keep all resources stopped\n';
}
