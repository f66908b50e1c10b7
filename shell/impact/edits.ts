import type { Version } from '../../cib/operations/request.js';
import type { Element } from '../../cib/xml/element.js';
import type { Impact } from '../../tools/impact/impact.js';
import type { Session } from '../session.js';

/** Milliseconds for which an answer goes, if neither edits nor CIB change: `impact` is often followed by `commit`. */
const FRESH = 30_000;

interface Answer {
  readonly impact: Impact;
  readonly version: Version;
  readonly at: number;
}

/** By the edited CIB: another edit makes another one. */
const answers = new WeakMap<Element, Answer>();

/** What the edits at hand would set going, given the status as it is. */
export async function impactOfEdits(session: Session): Promise<Impact> {
  const [{ base, cib }, client, { predict }] = await Promise.all([
    session.workspace(),
    session.cib(),
    import('../../tools/impact/predict.js'),
  ]);
  const { output: status, version } = await client.call({ operation: 'query', section: 'status' });
  const at = session.now().getTime();
  const known = answers.get(cib);
  if (known && at - known.at < FRESH && isSame(known.version, version)) return known.impact;
  const impact = predict(withStatus(base, status), withStatus(cib, status), at);
  answers.set(cib, { impact, version, at });
  return impact;
}

const isSame = (a: Version, b: Version): boolean =>
  a.adminEpoch === b.adminEpoch && a.epoch === b.epoch && a.numUpdates === b.numUpdates;

/** Shares what it is made of, which stays where it is: for looking at only. */
function withStatus(cib: Element, status: Element | undefined): Element {
  const whole = cib.cloneShallow();
  const configuration = cib.child('configuration');
  if (configuration) whole.children.push(configuration);
  if (status) whole.children.push(status);
  return whole;
}
