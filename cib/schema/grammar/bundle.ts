import {
  any,
  attribute,
  BOOLEAN,
  between,
  choice,
  element,
  group,
  ID,
  INTEGER,
  may,
  optional,
  type Pattern,
  since,
  type,
  until,
} from './pattern.js';

const launcher = (name: string): Pattern =>
  element(
    name,
    attribute('image'),
    may('replicas', INTEGER),
    may('replicas-per-host', INTEGER),
    until('2.10', may('masters', INTEGER)),
    between('3.0', '3.10', optional(choice(attribute('masters', INTEGER), attribute('promoted-max', INTEGER)))),
    since('4.0', may('promoted-max', INTEGER)),
    may('run-command'),
    may('network'),
    may('options'),
  );

const portMapping = element(
  'port-mapping',
  attribute('id', ID),
  choice(
    group(attribute('port', INTEGER), may('internal-port', INTEGER)),
    attribute('range', type('string', { pattern: '[0-9-]+' })),
  ),
);

const storageMapping = element(
  'storage-mapping',
  attribute('id', ID),
  choice(attribute('source-dir'), attribute('source-dir-root')),
  attribute('target-dir'),
  may('options'),
);

/** What a bundle has besides the attributes of any resource and the resource inside. */
export const CONTAINER: readonly Pattern[] = [
  choice(launcher('docker'), between('2.10', '3.10', launcher('rkt')), since('3.2', launcher('podman'))),
  optional(
    element(
      'network',
      may('ip-range-start'),
      may('control-port', INTEGER),
      may('host-interface'),
      may('host-netmask', INTEGER),
      since('3.0', may('add-host', BOOLEAN)),
      any(portMapping),
    ),
  ),
  optional(element('storage', any(storageMapping))),
];
