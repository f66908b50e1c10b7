import { int } from '../../../cib/number/int.js';
import { hashOrder } from '../../../cib/order/hash.js';
import { CibError } from '../../../cib/result/error.js';
import type { Element } from '../../../cib/xml/element.js';
import type { OperationDigest } from '../../../daemon/scheduler/model/digest.js';
import { calculateDigests } from '../../../daemon/scheduler/operations/digest.js';
import { parameters } from '../../../daemon/scheduler/unpack/meta.js';
import { element } from '../../status/xml/make.js';
import type { ResourceJob } from '../job.js';
import { lines } from '../report.js';
import { bestOperation } from './best.js';

/** Show the hashes of parameters by which changes of them are noticed. */
export function showDigests({ resource, node, cluster, request, report }: ResourceJob): undefined {
  if (resource.kind !== 'primitive' || !node) throw new CibError('ENOTSUP');
  const { overrides = new Map<string, string>() } = request;
  const operation = bestOperation(cluster, node.name, resource.id);
  const task = operation?.get('operation') ?? 'start';
  const recorded = operation?.has('operation') ? Math.max(0, int(operation.get('interval'), 0)) : 0;
  const digest = calculateDigests(resource, node, { task, intervalMs: recorded, operation, secure: true, overrides });
  // One that was overridden is the one that is shown, too.
  const overridden = int(overrides.get('CRM_meta_interval'), undefined);
  const interval = overridden !== undefined && overridden >= 0 ? overridden : recorded;
  const order = [...hashOrder(overrides.keys()), ...hashOrder(parameters(resource, node).keys())];
  const kinds = [
    { type: 'all', text: 'all', hash: digest.all, values: digest.parameters },
    { type: 'nonprivate', text: 'non-private', hash: digest.secure, values: digest.secureParameters },
    { type: 'nonreloadable', text: 'non-reloadable', hash: digest.restart, values: digest.restartParameters },
  ].filter(({ hash }) => hash !== undefined);
  report.show({
    text: () => lines(kinds.map(({ hash, text }) => `${hash} (${text} parameters)`)),
    xml: () => [
      element(
        'digests',
        { resource: resource.id, node: node.name, task, interval: `${interval}ms` },
        kinds.map(({ type, hash, values }) => element('digest', { type, hash }, [parametersXml(values, order)])),
      ),
    ],
  });
}

/** In the order in which the peer comes by them. */
function parametersXml(values: OperationDigest['parameters'] = new Map(), order: readonly string[]): Element {
  const names = new Set([...order, ...values.keys()].filter((name) => !name.startsWith('CRM_meta_')));
  for (const name of values.keys()) names.add(name);
  return element('parameters', Object.fromEntries([...names].map((name) => [name, values.get(name)])));
}
