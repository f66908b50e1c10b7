import { CibError } from '../../cib/result/error.js';

/**
 * Conditions of actions, in the part of Python's expressions that crmsh has for them: names,
 * strings, numbers, comparisons, `in`, `is`, `not`, `and`, `or`, and `a if b else c`.
 */

type Result = string | number | boolean | null;

const TOKEN = /\s*(?:(\d+(?:\.\d+)?)|'([^']*)'|"([^"]*)"|([A-Za-z_][A-Za-z0-9_]*)|(==|!=|<=|>=|[<>()+-]))/y;
const WORDS = new Set(['and', 'or', 'not', 'in', 'is', 'if', 'else']);
const COMPARISONS = new Set(['==', '!=', '<', '>', '<=', '>=', 'in', 'is', 'not']);
const CONSTANTS: Readonly<Record<string, Result>> = { True: true, False: false, None: null };

type Token = { readonly word: string } | { readonly value: Result } | { readonly name: string };

/** @param named gives a name's value; undefined if it has none @throws CibError `EINVAL` */
export function evaluate(expression: string, named: (name: string) => Result | undefined): Result {
  const tokens = tokensOf(expression);
  const state: State = { tokens, at: 0, expression, named };
  if (tokens.length === 0) return false;
  const result = choice(state);
  if (state.at < tokens.length) fail(state);
  return result;
}

/** What counts as yes: also the word `false` is none, which is how a parameter says it. */
export const isTruthy = (result: Result): boolean => !['', 'false', 0, false, null].includes(result);

interface State {
  readonly tokens: readonly Token[];
  at: number;
  readonly expression: string;
  readonly named: (name: string) => Result | undefined;
}

function tokensOf(expression: string): Token[] {
  const tokens: Token[] = [];
  const text = expression.trimEnd();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const match = TOKEN.exec(text);
    if (!match) throw new CibError('EINVAL', `invalid condition: ${expression}`);
    const [, number, single, double, name, sign] = match;
    if (number !== undefined) tokens.push({ value: Number(number) });
    else if (single !== undefined || double !== undefined) tokens.push({ value: single ?? double ?? '' });
    else if (name !== undefined && !WORDS.has(name)) tokens.push({ name });
    else tokens.push({ word: name ?? sign ?? '' });
  }
  return tokens;
}

const fail = ({ expression }: State): never => {
  throw new CibError('EINVAL', `invalid condition: ${expression}`);
};

function take(state: State, ...words: string[]): string | undefined {
  const token = state.tokens[state.at];
  if (!token || !('word' in token) || !words.includes(token.word)) return undefined;
  state.at++;
  return token.word;
}

function choice(state: State): Result {
  const value = either(state);
  if (!take(state, 'if')) return value;
  const condition = either(state);
  if (!take(state, 'else')) fail(state);
  const other = choice(state);
  return isTruthy(condition) ? value : other;
}

function either(state: State): Result {
  let value = both(state);
  while (take(state, 'or')) {
    const next = both(state);
    if (!isTruthy(value)) value = next;
  }
  return value;
}

function both(state: State): Result {
  let value = negation(state);
  while (take(state, 'and')) {
    const next = negation(state);
    if (isTruthy(value)) value = next;
  }
  return value;
}

function negation(state: State): Result {
  return take(state, 'not') ? !isTruthy(negation(state)) : comparison(state);
}

function comparison(state: State): Result {
  let left = operand(state);
  let holds: boolean | undefined;
  for (;;) {
    const operator = take(state, ...COMPARISONS);
    if (operator === undefined) return holds ?? left;
    const negated =
      (operator === 'is' && take(state, 'not')) || (operator === 'not' && (take(state, 'in') || fail(state)));
    const right = operand(state);
    const found = compare(operator === 'not' ? 'in' : operator, left, right);
    holds = (holds ?? true) && (negated ? !found : found);
    left = right;
  }
}

function compare(operator: string, left: Result, right: Result): boolean {
  switch (operator) {
    case '==':
    case 'is':
      return left === right;
    case '!=':
      return left !== right;
    case 'in':
      return String(right ?? '').includes(String(left ?? ''));
  }
  if (left === null || right === null || typeof left !== typeof right) return false;
  if (operator === '<') return left < right;
  if (operator === '>') return left > right;
  return operator === '<=' ? left <= right : left >= right;
}

function operand(state: State): Result {
  if (take(state, '(')) {
    const inner = choice(state);
    if (!take(state, ')')) fail(state);
    return inner;
  }
  const sign = take(state, '-', '+');
  if (sign) {
    const value = Number(operand(state));
    return sign === '-' ? -value : value;
  }
  const token = state.tokens[state.at++];
  if (token && 'value' in token) return token.value;
  if (!token || !('name' in token)) return fail(state);
  const constant = CONSTANTS[token.name];
  const value = constant === undefined ? state.named(token.name) : constant;
  if (value === undefined) {
    throw new CibError('EINVAL', `'${token.name}' is not defined for expression '${state.expression}'`);
  }
  return value;
}
