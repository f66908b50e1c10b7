import { any, attribute, choice, element, group, ID, type Pattern, since, type, valueUntil } from './pattern.js';

const INDEX = valueUntil('3.10', type('positiveInteger'), type('positiveInteger', { maxInclusive: '9' }));
const DEVICES = type('string', { pattern: '[a-zA-Z0-9_.-]+(,[a-zA-Z0-9_.-]+)*' });

const level = element(
  'fencing-level',
  attribute('id', ID),
  choice(
    attribute('target'),
    attribute('target-pattern'),
    since('2.4', group(attribute('target-attribute'), attribute('target-value'))),
  ),
  attribute('index', INDEX),
  attribute('devices', DEVICES),
);

export const FENCING: Pattern = element('fencing-topology', any(level));
