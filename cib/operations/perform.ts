import { Cib } from '../document/cib.js';
import { Editor } from '../document/editor.js';
import { isNewerFeatureSet } from '../document/empty.js';
import { CibError } from '../result/error.js';
import type { Element } from '../xml/element.js';
import { isPlain, loadEngine } from '../xpath/select.js';
import type { Access, PerformEnv } from './environment.js';
import type { Reading, Writing } from './operation.js';
import type { Request, Version } from './request.js';
import { isChange, isForTransactions, keepsVersion, OPERATIONS } from './table.js';
import { takeUpgraded } from './upgrade.js';
import { advance, checkAdvance, setOrigin } from './version.js';

/** What performing a request came to. */
export interface Outcome {
  /** What was found. It may be part of the CIB: copy it, or be done with it before the next change. */
  readonly output?: Element | undefined;
  /** Version of the CIB afterwards. */
  readonly version: Version;
  /** Version before. */
  readonly from: Version;
  /** What was edited: its `patchset()` is the difference. Absent if nothing changed. */
  readonly edits?: Editor;
}

/**
 * Perform one request on a CIB in memory: all of it or, if it throws, nothing. Until the promise
 * settles the CIB must be left alone. It waits only for what the hooks of `env` wait for, and once
 * for the XPath engine to load.
 * @throws CibError of the operation, `EACCES`, `old_data`, `schema_validation`, and what the hooks throw
 */
export async function perform(cib: Cib, request: Request, env: PerformEnv): Promise<Outcome> {
  return performNow(cib, request, env);
}

/**
 * The same, done when it returns if there is nothing to wait for: a promise takes turns, and most
 * requests need none. What goes wrong is thrown, or is what the promise is rejected with.
 */
export function performNow(cib: Cib, request: Request, env: PerformEnv): Outcome | Promise<Outcome> {
  const loading = needsEngine(request) ? loadEngine() : undefined;
  const begin = () => then(request.origin && env.access?.(cib, request.origin), (may) => run(cib, request, env, may));
  return loading ? loading.then(begin) : begin();
}

const needsEngine = (request: Request): boolean =>
  (request.xpath !== undefined && !isPlain(request.xpath)) || (request.requests?.some(needsEngine) ?? false);

/** Go on with a value, at once unless it is promised. */
function then<A, B>(value: A | Promise<A>, next: (value: A) => B | Promise<B>): B | Promise<B> {
  return value instanceof Promise ? value.then(next) : next(value);
}

function run(cib: Cib, request: Request, env: PerformEnv, access: Access | undefined): Outcome | Promise<Outcome> {
  if (isChange(request.operation)) return change(cib, request, env, access);
  const operation = OPERATIONS[request.operation];
  if (!operation) throw new CibError('EPROTONOSUPPORT');
  const from = cib.version;
  return { output: read(cib, request, operation as Reading, access), version: from, from };
}

function read(cib: Cib, request: Request, operation: Reading, access: Access | undefined): Element | undefined {
  if (!access) return operation.run({ cib, request });
  const root = access.readable();
  if (!root) throw new CibError('EACCES');
  return operation.run({ cib: new Cib(root), request });
}

function change(cib: Cib, request: Request, env: PerformEnv, access: Access | undefined): Outcome | Promise<Outcome> {
  const editor = new Editor(cib);
  const from = cib.version;
  const takeBack = (error: unknown): never => {
    editor.rollback();
    throw error;
  };
  const check = () => {
    access?.check(editor);
    if (!editor.dirty) return undefined;
    conclude(editor, from, request, env);
    return isStatusOnly(request) ? undefined : env.validate?.(cib, editor);
  };
  const finish = (): Outcome => {
    const { version } = cib;
    if (!editor.dirty) return { version, from };
    if (!request.options?.dryRun) return { version, from, edits: editor };
    editor.rollback();
    return { version, from };
  };
  try {
    const checking = then(edit(editor, request, env), check);
    if (checking) return checking.then(finish, takeBack);
  } catch (error) {
    takeBack(error);
  }
  return finish();
}

function edit(editor: Editor, request: Request, env: PerformEnv): undefined | Promise<void> {
  const { cib } = editor;
  if (request.operation === 'transaction') return editAll(editor, request.requests ?? [], env);
  if (request.operation === 'upgrade') return editByUpgrade(editor, request, env);
  (OPERATIONS[request.operation] as Writing).run({ cib, editor, request });
  return undefined;
}

async function editAll(editor: Editor, requests: readonly Request[], env: PerformEnv): Promise<void> {
  const { cib } = editor;
  for (const part of requests) {
    if (!isForTransactions(part.operation)) throw new CibError('ENOTSUP');
    const from = cib.version;
    await edit(editor, part, env);
    // Pacemaker raises the version for each part, and then for the whole.
    if (editor.dirty) conclude(editor, from, part, env);
  }
}

async function editByUpgrade(editor: Editor, request: Request, env: PerformEnv): Promise<void> {
  const { cib } = editor;
  if (!env.upgrade) throw new CibError('EPROTONOSUPPORT');
  takeUpgraded({ cib, editor, request }, await env.upgrade(cib.root, request.schema));
}

/** What every change ends with, beside validation. */
function conclude(editor: Editor, from: Version, request: Request, env: PerformEnv): void {
  const { cib } = editor;
  const features = cib.root.get('crm_feature_set');
  if (env.checkFeatureSet && features !== undefined && isNewerFeatureSet(features)) {
    throw new CibError('EPROTONOSUPPORT');
  }
  checkAdvance(from, cib.version);
  if (!keepsVersion(request.operation)) advance(editor);
  if (editor.changesConfiguration && !request.options?.noModificationTime) setOrigin(editor, env.now, request.origin);
}

/** The status section may hold anything. */
function isStatusOnly({ section, requests }: Request): boolean {
  return requests ? requests.every(isStatusOnly) : section?.toLowerCase() === 'status';
}
