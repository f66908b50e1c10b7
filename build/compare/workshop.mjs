/** What generators work with: CIBs to begin with, upgraded to today's schema, and a cluster that is played through. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { INSTANTS } from './values.mjs';

const NOTHING = {
  nodesUp: [],
  nodesDown: [],
  nodesFailed: [],
  ticketsGranted: [],
  ticketsRevoked: [],
  ticketsStandby: [],
  ticketsActive: [],
  operations: [],
};

/** @param load imports one of our compiled modules */
export async function openWorkshop(load, folder) {
  const { Element } = await load('cib/xml/element.js');
  const { parseXml } = await load('cib/xml/parse.js');
  const { upgradeConfigured } = await load('cib/upgrade/configured.js');
  const { simulate } = await load('tools/simulation/simulate.js');
  const inputs = readdirSync(folder)
    .filter((name) => name.endsWith('.xml'))
    .sort();
  const asTheyAre = new Map();
  const upgraded = new Map();
  for (const name of inputs) {
    const root = parseXml(readFileSync(join(folder, name), 'utf8'));
    asTheyAre.set(name, root);
    upgraded.set(name, (await upgradeConfigured(root.clone())).root);
  }

  function play(root, failures) {
    const wish = {
      quiet: true,
      process: true,
      execute: true,
      scores: false,
      utilization: false,
      sanitized: true,
      sections: [],
      date: undefined,
      injections: NOTHING,
      failures,
    };
    const copy = root.clone();
    try {
      const now = new Date(INSTANTS[0] * 1000);
      const { cib } = simulate(copy, wish, { now, problem() {}, log() {}, show: () => ({ text: '' }) });
      // The peer gives guests that were fenced a state without an id, and later stumbles over it
      for (const state of cib.child('status').elements('node_state')) if (!state.has('id')) state.remove();
      return cib;
    } catch {
      // It is the comparison that is to tell
      return root;
    }
  }
  return { Element, inputs, input: (name, old) => (old ? asTheyAre : upgraded).get(name).clone(), play };
}
