import { existsSync } from 'node:fs';
import { CibError } from '../../cib/result/error.js';
import { readValues, type Values, writeValues } from './file.js';
import { checkValue, defaultOf, isTrue, type Preference } from './preference.js';
import { userFile } from './startup.js';
import { PREFERENCES } from './table.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** Options for all users; crmsh called it by the second name before 2.2. */
const SYSTEM_FILES = ['/etc/crm/crm.conf', '/etc/crm/crmsh.conf'];

/** The user's options: of the user's file, else of the system's, else the defaults. */
export class Preferences {
  private constructor(
    private readonly env: Environment,
    private readonly system: Values,
    private user: Values,
    /** Why the files are not heeded. */
    private readonly fault?: CibError,
  ) {}

  /** @param tell takes what is wrong with the files: then the defaults count, and nothing is written over them */
  static load(env: Environment, tell: (fault: CibError) => void): Preferences {
    const given = env['CRM_SYSTEM_CONFIG_FILE'];
    const file = given ? given : SYSTEM_FILES.find((name) => existsSync(name));
    try {
      return new Preferences(env, file === undefined ? new Map() : readValues(file), readValues(userFile(env)));
    } catch (error) {
      if (!(error instanceof CibError)) throw error;
      tell(error);
      return new Preferences(env, new Map(), new Map(), error);
    }
  }

  /** @throws CibError `EINVAL` if there is no such option */
  get(name: string): string {
    const preference = this.find(name);
    return this.user.get(name) ?? this.system.get(name) ?? defaultOf(preference, this.env);
  }

  isOn(name: string): boolean {
    return isTrue(this.get(name));
  }

  /** @throws CibError `EINVAL` if there is no such option, or it cannot have this value */
  set(name: string, value: string): void {
    checkValue(this.find(name), value, this.env);
    this.user.set(name, value);
  }

  /** Names of options that a file or the user has set, sorted. */
  get configured(): string[] {
    const names = new Set([...this.system.keys(), ...this.user.keys()]);
    return PREFERENCES.map(({ name }) => name).filter((name) => names.has(name));
  }

  /** Forget what was not saved. */
  reset(): void {
    this.user = this.fault ? new Map() : readValues(userFile(this.env));
  }

  /** @throws CibError if they cannot be written, or should not be */
  save(): void {
    if (this.fault && this.user.size > 0) throw this.fault;
    if (this.user.size > 0) writeValues(userFile(this.env), this.user);
  }

  private find(name: string): Preference {
    const found = PREFERENCES.find((preference) => preference.name === name);
    if (found) return found;
    const [section] = name.split('.');
    const known = PREFERENCES.some((preference) => preference.name.startsWith(`${section}.`));
    throw new CibError('EINVAL', known ? `Setting invalid option ${name}` : `Setting invalid section ${section}`);
  }
}
