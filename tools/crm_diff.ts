import { applyPatch } from '../cib/patch/apply.js';
import { diff } from '../cib/patch/diff.js';
import { writePatchset } from '../cib/patch/patchset.js';
import { CibError } from '../cib/result/error.js';
import { Element, Text } from '../cib/xml/element.js';
import { parseXml } from '../cib/xml/parse.js';
import { serializePretty } from '../cib/xml/serialize.js';
import { command, type Outcome } from './command/command.js';
import type { Context } from './command/context.js';
import { readXml } from './command/input.js';
import { flag, value } from './command/option.js';
import { type Args, UsageError } from './command/parse.js';

interface Value {
  /** Whether `xml` is the difference of two documents or a patched document. */
  readonly kind: 'patchset' | 'updated';
  readonly xml: string;
}

const OPTIONS = {
  original: value('FILE', 'File with the original XML; --original-string goes before it', {
    short: 'o',
    group: 'xml',
    complete: 'file',
  }),
  'original-string': value('STRING', 'The original XML itself', { short: 'O', group: 'xml' }),
  new: value('FILE', 'Compare with the XML in this file; --new-string goes before it', {
    short: 'n',
    group: 'operation',
    complete: 'file',
  }),
  'new-string': value('STRING', 'Compare with this XML', { short: 'N', group: 'operation' }),
  patch: value('FILE', 'Apply the patch in this file to the original XML and print the result', {
    short: 'p',
    group: 'operation',
    complete: 'file',
  }),
  cib: flag(
    'The XML is a CIB: leave attributes that only changed places out of a difference and add a digest; check versions before a patch is applied',
    { short: 'c', group: 'additional' },
  ),
  'no-version': flag('Leave versions out of the difference', { short: 'u', group: 'additional' }),
  stdin: flag('Read the original XML, or else the other one, from standard input', { short: 's', hidden: true }),
} as const;

type Given = Args<keyof typeof OPTIONS>;

/** Text, or the file it is in. */
type Source = { readonly text: string } | { readonly file: string };

function originalOf(args: Given): Source {
  const text = args.value('original-string');
  const file = args.has('stdin') ? '-' : (args.value('original') ?? args.positional[0]);
  if (text !== undefined) return { text };
  if (file === undefined) throw new UsageError('Either --original or --original-string must be specified');
  return { file };
}

/** Patches and new documents share one place, so that the last file given counts, whichever it is. */
function otherOf(args: Given): Source {
  const text = args.value('new-string');
  const position = args.has('original') || args.has('original-string') ? 0 : 1;
  const file = args.has('stdin') ? '-' : (args.last('new', 'patch')?.value ?? args.positional[position]);
  if (text !== undefined) return { text };
  if (file === undefined) throw new UsageError('Either --new, --new-string, or --patch must be specified');
  return { file };
}

async function load(source: Source, what: string, context: Context): Promise<Element> {
  try {
    return 'text' in source ? parseXml(source.text) : await readXml(source.file, context);
  } catch (error) {
    if (!(error instanceof CibError)) throw error;
    context.log('error', 'pcmk__log_xmllib_err', `XML Error: ${error.located}`);
    throw new CibError('bad_input', `Failed to parse ${what} XML`);
  }
}

function patched(original: Element, patch: Element, args: Given, context: Context): Outcome<Value> {
  const warnings = args.has('no-version') ? ['Warning: -u/--no-version ignored with -p/--patch'] : [];
  try {
    const result = applyPatch(original, patch, { checkVersion: args.has('cib'), checkDigest: true });
    return { value: { kind: 'updated', xml: serializePretty(result) }, errors: warnings };
  } catch (error) {
    if (!(error instanceof CibError)) throw error;
    context.log('info', 'xml_apply_patchset', error.message);
    const reason = `${context.program}: Could not apply patch: ${error.rc.description}`;
    return { exit: error.rc.exit, errors: [...warnings, reason] };
  }
}

async function difference(original: Element, other: Element, args: Given, context: Context): Promise<Outcome<Value>> {
  const patch = diff(original, other, {
    ignoreAttributeOrder: args.has('cib'),
    digest: args.has('cib'),
    ignoreVersion: args.has('no-version'),
  });
  if (patch.changes.length === 0) return {};
  if (context.verbosity > 0) {
    const { describePatchset } = await import('../cib/patch/describe.js');
    for (const line of describePatchset(patch)) context.log('notice', 'generate_patch', line);
  }
  // A difference is an error, as with diff(1).
  return { value: { kind: 'patchset', xml: serializePretty(writePatchset(patch)) }, exit: 'ERROR' };
}

export const crmDiff = command({
  name: 'crm_diff',
  summary: 'compare two Pacemaker configurations, or apply the difference to one of them',
  usage: '[ORIGINAL NEW]',
  formats: ['text', 'xml', 'json'],
  positional: { title: 'FILE', complete: 'file', many: true },
  groups: [
    { id: 'xml', title: 'Original XML:', help: 'Show original XML options' },
    { id: 'operation', title: 'Operation:', help: 'Show operation options' },
    { id: 'additional', title: 'Additional Options:', help: 'Show additional options' },
  ],
  options: OPTIONS,
  examples: [
    { text: 'What changed between two saved configurations', command: 'crm_diff cib-old.xml cib-new.xml' },
    {
      text: 'Save the change as a patch',
      command: 'crm_diff --original cib-old.xml --new cib-new.xml > patch.xml',
    },
    {
      text: 'Apply it to the old configuration',
      command: 'crm_diff --original cib-old.xml --patch patch.xml > updated.xml',
    },
    { text: 'Apply it to the running cluster', command: 'cibadmin --patch --xml-file patch.xml' },
  ],
  async run(args, context): Promise<Outcome<Value>> {
    if (args.has('no-version') && args.has('cib')) {
      throw new UsageError('-u/--no-version incompatible with -c/--cib');
    }
    const patching = args.has('patch');
    const [from, to] = [originalOf(args), otherOf(args)];
    const original = await load(from, 'original', context);
    const other = await load(to, patching ? 'patch' : 'new', context);
    return patching ? patched(original, other, args, context) : difference(original, other, args, context);
  },
  render: {
    text: ({ xml }) => xml,
    xml: ({ kind, xml }) => [new Element(kind, {}, [new Text(xml, true)])],
  },
});
