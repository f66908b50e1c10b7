import type { Element } from '../../cib/xml/element.js';
import type { Impact } from '../../tools/impact/impact.js';
import type { Session } from '../session.js';

/** What the edits at hand would set going, given the status as it is. */
export async function impactOfEdits(session: Session): Promise<Impact> {
  const [{ base, cib }, client, { predict }] = await Promise.all([
    session.workspace(),
    session.cib(),
    import('../../tools/impact/predict.js'),
  ]);
  const { output: status } = await client.call({ operation: 'query', section: 'status' });
  return predict(withStatus(base, status), withStatus(cib, status), session.now().getTime());
}

function withStatus(cib: Element, status: Element | undefined): Element {
  const whole = cib.cloneShallow();
  const configuration = cib.child('configuration');
  if (configuration) whole.append(configuration.clone());
  if (status) whole.append(status.clone());
  return whole;
}
