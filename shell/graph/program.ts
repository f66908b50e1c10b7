import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { CibError } from '../../cib/result/error.js';
import type { Environment } from '../session.js';

/** Where a program is, if it is installed. */
export function findProgram(name: string, env: Environment): string | undefined {
  const directories = isAbsolute(name) ? [''] : (env['PATH'] ?? '').split(':');
  for (const directory of directories) {
    const path = isAbsolute(name) ? name : join(directory || '.', name);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // Further on, then.
    }
  }
  return undefined;
}

/**
 * Draw a graph into a file by graphviz.
 * @param program the user's choice; `dot` if empty
 * @throws CibError `ENOENT` if that is not installed
 */
export function drawImage(graph: string, format: string, file: string, env: Environment, program: string): void {
  const dot = findProgram(program || 'dot', env);
  if (dot === undefined) throw new CibError('ENOENT', 'dot not found: install graphviz to draw images');
  const { status, stderr } = spawnSync(dot, [`-T${format}`, '-o', file], { input: graph, encoding: 'utf8' });
  if (status !== 0) throw new CibError('error', `dot failed: ${stderr.trim()}`);
}

/**
 * Show a graph in a window.
 * @param program the user's choice; whatever there is if empty
 * @throws CibError `ENOENT` if there is nothing to show it with
 */
export function showGraph(file: string, env: Environment, program: string): void {
  const viewer = program ? findProgram(program, env) : (findProgram('dotty', env) ?? findProgram('xdot', env));
  if (viewer === undefined || !(env['DISPLAY'] || env['WAYLAND_DISPLAY'])) {
    throw new CibError('ENOENT', viewer === undefined ? 'dotty not found' : 'there is no display to show a graph on');
  }
  spawn(viewer, [file], { detached: true, stdio: 'ignore' }).unref();
}
