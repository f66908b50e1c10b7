import { scoreText } from '../../../cib/number/score.js';
import type { Explanation, NodeAccount, Part, Standing } from './explanation.js';

/** An explanation as sentences, a paragraph for each part. */
export function explanationText(explanation: Explanation): string {
  const { standings, nodes, obstacles, node, runs, remedy } = explanation;
  const paragraphs = [[verdict(explanation), ...standings.map((each) => `  ${standingText(each)}`)]];
  if (obstacles.length > 0)
    paragraphs.push([runs ? 'To be noted:' : 'What stands in the way:', ...obstacles.map(({ text }) => `  ${text}`)]);
  const chosen = nodes.filter((each) => node === undefined || each.node === node || each.chosen);
  if (chosen.length > 0) paragraphs.push(['What nodes are worth:', ...chosen.flatMap(accountLines)]);
  if (remedy)
    paragraphs.push([
      `The smallest change that would alter this: ${remedy.change}. Then ${remedy.result}.`,
      `  ${remedy.command}`,
    ]);
  else if (!runs) paragraphs.push(['No single change was found that would alter this.']);
  return `${paragraphs.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function verdict({ resource, node, runs, standings }: Explanation): string {
  const is = standings.some(({ activeOn }) => (node === undefined ? activeOn.length > 0 : activeOn.includes(node)));
  const where = node === undefined ? '' : ` on ${node}`;
  if (is && runs && node === undefined && standings.some(moves)) return `${resource} is running, and will be moved.`;
  if (is && runs && standings.some(restarts)) return `${resource} is running${where}, and will be restarted.`;
  if (is && runs) return `${resource} is running${where}, and stays up.`;
  if (is && node !== undefined) return `${resource} is running on ${node}, but will not stay there.`;
  if (is && standings.some(({ next }) => next)) return `${resource} is running, but not all of it will be.`;
  if (is) return `${resource} is running, and will be stopped.`;
  if (runs) return `${resource} is not running${where} yet; it will be.`;
  return `${resource} is not running${where}, and will not be.`;
}

const moves = ({ activeOn, next }: Standing): boolean =>
  next !== undefined && activeOn.length > 0 && !activeOn.includes(next.node);

const restarts = ({ activeOn, next, actions }: Standing): boolean =>
  next !== undefined &&
  activeOn.includes(next.node) &&
  ['stop', 'start'].every((wanted) => actions.some(({ task, node }) => task === wanted && node === next.node));

function standingText({ resource, activeOn, role, next, managed, actions, failures }: Standing): string {
  const now = activeOn.length > 0 ? `${role} on ${activeOn.join(', ')}` : 'stopped';
  const then = next ? `${next.role} on ${next.node}` : 'stopped';
  const change = now === then ? now : `${now}, then ${then}`;
  const how = actions.map(({ task, node = '', reason }) => {
    const where = node === '' ? '' : ` on ${node}`;
    return `${task}${where}${reason === undefined ? '' : ` because of ${reason}`}`;
  });
  const failed = failures.length > 0 ? `, failed (${failures.join('; ')})` : '';
  return `${resource}: ${change}${failed}${managed ? '' : ' (not managed)'}${how.length > 0 ? ` [${how.join('; ')}]` : ''}`;
}

function accountLines(account: NodeAccount): string[] {
  const { node, resource, score, contributions, unavailable, promotion, chosen } = account;
  const worth = score === undefined ? 'not allowed' : scoreText(score);
  const state = unavailable.length > 0 ? `, ${unavailable.join(', ')}` : '';
  const lines = [
    `  ${node}: ${worth}${chosen ? ', chosen' : ''}${state} (${resource})`,
    ...contributions.map(partText),
  ];
  if (score === undefined)
    lines.push('    no constraint allows it there, and the cluster is opt-in (symmetric-cluster)');
  if (!promotion) return lines;
  return [
    ...lines,
    `    to be promoted: ${scoreText(promotion.score)}`,
    ...promotion.contributions.map((part) => `  ${partText(part)}`),
  ];
}

const partText = ({ score, text }: Part): string =>
  `    ${(score > 0 ? `+${scoreText(score)}` : scoreText(score)).padStart(9)}  ${text}`;
