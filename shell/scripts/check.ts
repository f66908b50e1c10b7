import { isIPv4, isIPv6 } from 'node:net';
import type { Parameter } from './model.js';
import { isYes } from './source.js';

/** What a parameter is given as, as it is used. Problems are added to `errors`. */
export function checked(parameter: Parameter, given: unknown, errors: string[]): string {
  const value = given == null ? '' : String(given);
  const wrong = (problem: string) => void errors.push(`${parameter.name}=${value} ${problem}`);
  switch (parameter.type) {
    case '':
    case 'string':
      break;
    case 'boolean':
      return isYes(given) ? 'true' : 'false';
    case 'integer':
      if (!INTEGER.test(value)) wrong('is not an integer');
      break;
    case 'resource':
      if (!/^[a-z0-9_#$-][^\s=]*$/i.test(value)) wrong('invalid resource identifier');
      break;
    case 'enum':
      return oneOf(parameter.values, value, wrong);
    case 'ip_address':
      if (!isAddress(value)) wrong('is not an IP address');
      break;
    case 'ip_network':
      if (!isNetwork(value)) wrong('is not a valid IP network');
      break;
    case 'port':
      if (!INTEGER.test(value)) wrong('is not a valid port');
      else if (Number(value) < 0 || Number(value) > 65535) wrong('is out of port range');
      break;
    case 'email':
      if (!/^[^@]+@[^@]+/.test(value)) wrong('is not a valid email address');
      break;
    default:
      wrong(`is unknown type ${parameter.type}`);
  }
  return value;
}

const INTEGER = /^\s*[+-]?(0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+|[1-9][0-9]*|0+)\s*$/;

const isAddress = (value: string): boolean => isIPv4(value) || (isIPv6(value) && !value.includes('%'));

function isNetwork(value: string): boolean {
  const [address = '', bits, ...more] = value.split('/');
  return isAddress(address) && more.length === 0 && (bits === undefined || /^\d+$/.test(bits));
}

function oneOf(values: unknown, value: string, wrong: (problem: string) => void): string {
  if (values == null) {
    wrong('enum without list of values');
    return value;
  }
  const known = Array.isArray(values) ? values.map(String) : String(values).split(/[\s,]+/);
  const found = known.find((one) => one.toLowerCase() === value.toLowerCase());
  if (found === undefined) wrong(`does not match '${known.join('|')}'`);
  return found ?? value;
}
