import { scoreText } from '../../cib/number/score.js';
import { Element, Text } from '../../cib/xml/element.js';
import type { ScoreEntry } from '../../daemon/scheduler/model/score.js';
import { changeElements } from './changes.js';
import type { Part, ScoresTitle, Simulation } from './simulation.js';
import { stepElement } from './steps.js';

export const simulationElements = ({ parts }: Simulation): Element[] => parts.flatMap(partElements);

const SCORES: Readonly<Record<ScoresTitle, string>> = {
  'Assignment Scores': 'allocations',
  'Utilization Information': 'utilizations',
  'Assignment Scores and Utilization Information': 'allocations_utilizations',
};

function partElements(part: Part): Element[] {
  switch (part.kind) {
    case 'remark':
    case 'counts':
    case 'disabled':
      return [];
    case 'status': {
      const name = part.title === 'Revised Cluster Status' ? 'revised_cluster_status' : 'cluster_status';
      return [new Element(name, {}, 'elements' in part.content ? part.content.elements : [])];
    }
    case 'modifications': {
      const head = new Element('modifications');
      for (const entry of part.entries) {
        if (entry.kind === 'quorum' || entry.kind === 'watchdog') head.set(entry.kind, entry.value);
      }
      return [head, ...elements(part.entries)];
    }
    case 'scores':
      return [new Element(SCORES[part.title], {}, part.entries.flatMap(scoreElement))];
    case 'changes':
      return [new Element('actions', {}, changeElements(part.changes))];
    case 'execution':
      return [new Element('transition', {}, elements(part.steps))];
    case 'timings':
      return [
        new Element(
          'timings',
          {},
          part.files.map(({ file, seconds }) => new Element('timing', { file, duration: seconds.toFixed(6) })),
        ),
      ];
  }
}

const elements = (events: readonly Parameters<typeof stepElement>[0][]): Element[] =>
  events.flatMap((event) => stepElement(event) ?? []);

function scoreElement(entry: ScoreEntry): Element | [] {
  switch (entry.kind) {
    case 'remark':
      return [];
    case 'allocation': {
      const { source, node, score, resource } = entry;
      return new Element('node_weight', { function: source, node, score: scoreText(score), id: resource });
    }
    case 'promotion': {
      const { resource, score, node } = entry;
      return new Element('promotion_score', {
        id: resource,
        score: scoreText(score),
        ...(node !== undefined && { node }),
      });
    }
    case 'capacity': {
      const { node, when, utilization } = entry;
      return new Element('capacity', { node, comment: when }, amounts(utilization));
    }
    case 'utilization': {
      const { resource, node, source, utilization } = entry;
      return new Element('utilization', { resource, node, function: source }, amounts(utilization));
    }
  }
}

const amounts = (utilization: Iterable<readonly [string, string]>): Element[] =>
  [...utilization].map(([name, amount]) => new Element(name, {}, [new Text(amount)]));
