import { checksum } from './checksum.js';

/**
 * What a CIB file does not hold, for the point in the journal at which it was written: kept beside
 * it as `base-SEQUENCE-DIGEST`, so that it is certain which belongs to which.
 */
export interface Base {
  /** The CIB file with this digest is the state after this record of the journal. */
  readonly sequence: number;
  readonly digest: string;
  /** The boot of the host that the status belongs to. */
  readonly boot: string;
  /** Attributes of the root: name, value, name, value … */
  readonly attributes: readonly string[];
  /** The status section, as XML. */
  readonly status: string;
}

/** A base by its name. */
export interface BaseName {
  readonly name: string;
  readonly sequence: number;
  readonly digest: string;
}

export const baseName = (sequence: number, digest: string): string =>
  `base-${String(sequence).padStart(16, '0')}-${digest}`;

/** The bases among the names in a directory, newest first. */
export function basesNewestFirst(names: readonly string[]): BaseName[] {
  return names
    .filter((name) => /^base-\d{16}-[0-9a-f]{32}$/.test(name))
    .sort()
    .reverse()
    .map((name) => ({ name, sequence: Number(name.slice(5, 21)), digest: name.slice(22) }));
}

/** A line of checksum and JSON, then the status. */
export function encodeBase({ status, ...rest }: Omit<Base, 'status'> & { status: readonly Buffer[] }): Buffer {
  const body = Buffer.concat([Buffer.from(`${JSON.stringify(rest)}\n`), ...status]);
  return Buffer.concat([Buffer.from(`${checksum(body).toString(16).padStart(8, '0')}\n`), body]);
}

/** Undefined if it is damaged. */
export function decodeBase(data: Buffer): Base | undefined {
  const body = data.subarray(9);
  if (data.toString('latin1', 0, 9) !== `${checksum(body).toString(16).padStart(8, '0')}\n`) return undefined;
  const end = body.indexOf(10);
  try {
    return {
      ...(JSON.parse(body.toString('utf8', 0, end)) as Omit<Base, 'status'>),
      status: body.toString('utf8', end + 1),
    };
  } catch {
    return undefined;
  }
}
