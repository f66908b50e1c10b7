import { CibError } from '../../cib/result/error.js';
import { evaluate, isTruthy } from './condition.js';
import {
  type Item,
  isPart,
  isTemplate,
  type RawAction,
  type Script,
  type Step,
  type Template,
  type Values,
} from './model.js';
import type { Resolved, Settings } from './parameters.js';
import { joinedLines, prose, spacedCib, tidyCib, withoutEmptyLines } from './prose.js';
import { isYes } from './source.js';
import { fill, hasTags, textOf } from './template.js';

/** Kinds of action, and what they are called where the script does not say. In the order in which they are looked for. */
export const ACTIONS = {
  apply: 'Apply changes to nodes',
  apply_local: 'Apply changes to cluster',
  call: 'Run command on nodes',
  cib: 'Configure cluster resources',
  collect: 'Collect data from nodes',
  copy: 'Install file on nodes',
  crm: 'Run crm command',
  include: '',
  install: 'Install packages',
  report: '',
  service: 'Manage system services',
  validate: '',
} as const;

export type ActionKind = Exclude<keyof typeof ACTIONS, 'include'>;

/** One thing to do, with all values filled in. */
export interface Action {
  readonly kind: ActionKind;
  /** A command, crm syntax, a file. */
  readonly value: string;
  /** Packages, or services with the state each is to have, in place of the value. */
  readonly packages: readonly string[];
  readonly services: readonly (readonly [name: string, state: string])[];
  /** What a person is shown of it. */
  readonly text: string;
  readonly shortdesc: string;
  readonly longdesc: string;
  /** `all`, `local`, or names; '' for what is usual. */
  readonly nodes: string;
  readonly sudo: unknown;
  readonly force: boolean;
  /** Where a file goes, and whether it is filled in on the way. */
  readonly to: string;
  readonly isTemplate: boolean;
}

/** Values as plain data, for programs that belong to a script. */
export function plainSettings(script: Script, { settings, common }: Resolved): Record<string, unknown> {
  const run = new Run();
  run.actions({ ...script, actions: [] }, settings);
  const plain = (from: Settings): Record<string, unknown> =>
    Object.fromEntries(
      [...from].map(([name, value]) => [
        name,
        value instanceof Map ? plain(value) : isTemplate(value) ? run.resolve(value) : value,
      ]),
    );
  return { ...plain(settings), ...common };
}

/** Fill in a text of the script's. */
export function filledIn(script: Script, { settings }: Resolved, template: string): string {
  const run = new Run();
  run.actions({ ...script, actions: [] }, settings);
  return run.filled(template, script);
}

/** What is to be done for certain values. @throws CibError `EINVAL` */
export function actionsOf(script: Script, { settings, common }: Resolved): Action[] {
  const run = new Run();
  return run.actions(
    script,
    new Map([...Object.entries(common).map(([name, value]) => [name, value ?? null] as const), ...settings] as [
      string,
      never,
    ][]),
  );
}

const MERGED: readonly string[] = ['cib', 'crm', 'install', 'service'];

/** Values by script, since templates speak of those of the script they come from. */
class Run {
  private readonly values = new Map<object, Values>();

  actions(script: Script, settings: Settings): Action[] {
    const values: Values = new Map();
    this.values.set(script.scope, values);
    const made = new Map<string, readonly Action[]>();
    this.enter(values, script, script.steps, settings, made);
    for (const step of script.steps) {
      const below = settings.get(step.name ?? '');
      const given: Settings = below instanceof Map ? below : new Map();
      if (!step.script || (!step.required && given.size === 0)) continue;
      made.set(step.name ?? '', this.included(step.script, step, given));
      this.enter(values, script, script.steps, settings, made);
    }
    const actions: Action[] = [];
    for (const raw of script.actions) {
      const kind = (Object.keys(ACTIONS) as (keyof typeof ACTIONS)[]).find((name) => name in raw);
      if (kind === undefined) throw new CibError('EINVAL', `Unknown action: ${Object.keys(raw).join(', ')}`);
      const ready = kind === 'include' ? (made.get(String(raw['include'])) ?? []) : this.prepared(kind, raw, values);
      for (const action of ready) add(actions, action);
    }
    return actions;
  }

  private included(script: Script, step: Step, settings: Settings): Action[] {
    try {
      return this.actions(script, settings);
    } catch (error) {
      if (!(error instanceof CibError)) throw error;
      throw new CibError(error.code, `Error in included script ${step.name}: ${error.message}`, {}, error.details);
    }
  }

  /** Let the names of templates stand for values. */
  private enter(into: Values, script: Script, steps: readonly Step[], settings: Settings, made: Made): void {
    for (const [name, value] of settings) if (!(value instanceof Map)) into.set(name, value);
    for (const step of steps) {
      // What is not given is known all the same.
      for (const name of [step.name, ...(step.name === undefined ? step.parameters : []).map((one) => one.name)]) {
        if (name !== undefined && !into.has(name)) into.set(name, null);
      }
      if (step.name === undefined) {
        this.enter(into, script, step.steps, settings, made);
        continue;
      }
      const below = settings.get(step.name);
      if (!step.required && below === undefined) continue;
      const values: Values = new Map();
      into.set(step.name, { values, text: this.madeBy(script, step, made) });
      this.enter(values, script, step.steps, below instanceof Map ? below : new Map(), made);
    }
  }

  private madeBy({ scope }: Script, step: Step, made: Made): Template | string {
    const last = step.script ? made.get(step.name ?? '')?.at(-1) : undefined;
    return last?.kind === 'cib' ? { template: last.value, scope, isCib: true } : (step.made ?? '');
  }

  private prepared(kind: ActionKind, raw: RawAction, values: Values): Action[] {
    if ('when' in raw && !this.holds(raw['when'], values)) return [];
    const text = (key: string) => this.text(raw[key], values).trim();
    const isCib = kind === 'cib' || kind === 'crm';
    const value = isCib ? tidyCib(this.text(raw[kind], values).trim()) : text(kind);
    const packages = kind === 'install' ? listOf(raw[kind], (item) => this.text(item, values)) : [];
    const services = kind === 'service' ? servicesOf(raw[kind], (item) => this.text(item, values)) : [];
    const to = kind === 'copy' ? text('to') || value : '';
    return [
      {
        kind,
        value: isCib ? withoutEmptyLines(value) : value,
        packages,
        services,
        text: shown(kind, value, packages, services, to),
        shortdesc: 'shortdesc' in raw ? text('shortdesc') : ACTIONS[kind],
        longdesc: prose(text('longdesc')).trim(),
        nodes: Array.isArray(raw['nodes']) ? raw['nodes'].join(' ') : text('nodes'),
        sudo: raw['sudo'],
        force: isYes(raw['force']),
        to,
        isTemplate: isYes(raw['template']),
      },
    ];
  }

  /** A name alone, or an expression. */
  private holds(condition: unknown, values: Values): boolean {
    if (typeof condition === 'boolean') return condition;
    const text = this.text(condition, values).trim();
    if (condition == null || condition === '') return true;
    if (/^[a-z_-][a-z0-9_-]*$/i.test(text) && text === String(condition)) {
      return !['', 'false'].includes(fill(`{{${text}}}`, values, this.resolve).trim());
    }
    return isTruthy(evaluate(text, (name) => scalarOf(values.get(name), this.resolve)));
  }

  private text(value: unknown, values: Values): string {
    if (isTemplate(value)) return this.resolve(value);
    if (value == null) return '';
    const text = String(value);
    return hasTags(text) ? fill(text, values, this.resolve) : text;
  }

  filled(template: string, { scope }: Script): string {
    return fill(template, this.values.get(scope) ?? new Map(), this.resolve);
  }

  readonly resolve = ({ template, scope, isCib }: Template): string => {
    const text = fill(template, this.values.get(scope) ?? new Map(), this.resolve).trim();
    return isCib ? tidyCib(text) : text;
  };
}

type Made = ReadonlyMap<string, readonly Action[]>;

function scalarOf(item: Item | undefined, resolve: (template: Template) => string) {
  if (item === undefined || typeof item !== 'object' || item === null) return item;
  return isTemplate(item) || isPart(item) ? textOf(item, resolve) : String(item);
}

const listOf = (value: unknown, text: (item: unknown) => string): string[] =>
  Array.isArray(value) ? value.map(text) : text(value).split(/\s+/).filter(Boolean);

function servicesOf(value: unknown, text: (item: unknown) => string): [string, string][] {
  if (!Array.isArray(value)) {
    return listOf(value, text).map((pair) => [pair.split(':')[0] as string, pair.split(':').slice(1).join(':')]);
  }
  return value.flatMap((entry) =>
    Object.entries(entry as Record<string, unknown>).map(([name, state]): [string, string] => [name, text(state)]),
  );
}

function shown(
  kind: ActionKind,
  value: string,
  packages: readonly string[],
  services: Action['services'],
  to: string,
): string {
  switch (kind) {
    case 'cib':
    case 'crm':
      return value;
    case 'install':
      return packages.join(' ');
    case 'service':
      return services.map((pair) => pair.join(' -> ')).join('\n');
    case 'copy':
      return `${value} -> ${to}`;
    default:
      return '';
  }
}

/** Neighbours of a kind, on the same nodes, are done as one. */
function add(actions: Action[], action: Action): void {
  const last = actions.at(-1);
  if (!last || last.kind !== action.kind || last.nodes !== action.nodes || !MERGED.includes(action.kind)) {
    actions.push(action);
    return;
  }
  const isCib = action.kind === 'cib' || action.kind === 'crm';
  actions[actions.length - 1] = {
    ...last,
    value: isCib ? `${last.value}\n${action.value}` : last.value,
    packages: [...last.packages, ...action.packages],
    services: [...last.services, ...action.services],
    text: isCib
      ? spacedCib(`${last.text}\n${action.text}`)
      : `${last.text}${action.kind === 'install' ? ' ' : '\n'}${action.text}`,
    shortdesc: action.shortdesc || last.shortdesc,
    longdesc: action.longdesc || last.longdesc,
  };
}

/** Crm syntax of an action, a command a line. */
export const commandsOf = ({ value }: Action): string => joinedLines(value);
