import { ASSIST_ROWS } from './assist.js';
import { CIB_ROWS } from './cib.js';
import { CIBSTATUS_ROWS } from './cibstatus.js';
import { CLUSTER_ROWS } from './cluster.js';
import { CONFIGURE_ROWS } from './configure.js';
import { COROSYNC_ROWS } from './corosync.js';
import { HISTORY_ROWS } from './history.js';
import { LINK_ROWS } from './link.js';
import { MAINTENANCE_ROWS } from './maintenance.js';
import { NODE_ROWS } from './node.js';
import { OBJECT_ROWS } from './objects.js';
import { OPTIONS_ROWS } from './options.js';
import { RA_ROWS } from './ra.js';
import { RESOURCE_ROWS } from './resource.js';
import { ROOT_ROWS } from './root.js';
import type { LevelRows } from './row.js';
import { SBD_ROWS } from './sbd.js';
import { SCRIPT_ROWS } from './script.js';
import { SITE_ROWS } from './site.js';
import { TEMPLATE_ROWS } from './template.js';

/** All levels, each with what is tried of it. */
export const LEVELS: readonly LevelRows[] = [
  ROOT_ROWS,
  CIB_ROWS,
  CIBSTATUS_ROWS,
  CLUSTER_ROWS,
  CONFIGURE_ROWS,
  OBJECT_ROWS,
  ASSIST_ROWS,
  TEMPLATE_ROWS,
  COROSYNC_ROWS,
  LINK_ROWS,
  HISTORY_ROWS,
  MAINTENANCE_ROWS,
  NODE_ROWS,
  OPTIONS_ROWS,
  RA_ROWS,
  RESOURCE_ROWS,
  SBD_ROWS,
  SCRIPT_ROWS,
  SITE_ROWS,
];
