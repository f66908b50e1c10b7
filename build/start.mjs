/**
 * npm start: builds, starts a CIB daemon of its own under .lab/ (no root needed) and attaches the
 * `crm` shell to it. Without a terminal it prints the status and ends.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { at, bootstrap } from './bootstrap.mjs';
import { buildExecutables, buildJs, generate } from './compile.mjs';

bootstrap();
buildJs();
await buildExecutables();
await generate();
