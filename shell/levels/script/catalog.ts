import { join } from 'node:path';
import { CibError } from '../../../cib/result/error.js';
import { readMetadata } from '../../../tools/agents/read.js';
import { resolveAgent } from '../../agents/names.js';
import type { Preferences } from '../../preferences/preferences.js';
import { Catalog } from '../../scripts/catalog.js';
import { WIZARDS } from '../../scripts/wizards.js';
import type { Session } from '../../session.js';

/** Catalogs are kept while a session lasts: agents need to be asked once only. */
const opened = new WeakMap<Session, Catalog>();

/** The scripts that a session knows. */
export async function catalogOf(session: Session): Promise<Catalog> {
  let catalog = opened.get(session);
  if (!catalog) {
    catalog = new Catalog(directories(session, await session.preferences()), WIZARDS, (agent) =>
      metadata(agent, session),
    );
    opened.set(session, catalog);
  }
  return catalog;
}

/** Those of the command line first, then the user's, then the system's. */
function directories({ env, options }: Session, preferences: Preferences): string[] {
  const config = env['XDG_CONFIG_HOME'] || join(env['HOME'] ?? '/', '.config');
  return [
    ...(options.scripts?.split(';') ?? []),
    join(config, 'crm', 'scripts'),
    join(preferences.get('path.sharedir'), 'scripts'),
    preferences.get('path.hawk_wizards'),
  ].filter((directory) => directory !== '');
}

async function metadata(agent: string, { env }: Session): Promise<string> {
  const name = resolveAgent(agent, env);
  try {
    if (name) return await readMetadata(name, env);
  } catch (error) {
    if (!(error instanceof CibError)) throw error;
  }
  throw new CibError('ENOENT', `No meta-data for agent: ${agent}`);
}
