import { CibError } from '../../cib/result/error.js';

/** Contents by path within the report. */
export type Files = Map<string, Buffer>;

const BLOCK = 512;

/** An archive of files, as tar makes it. @param time of all files, in milliseconds since 1970 */
export function tar(files: ReadonlyMap<string, Buffer>, time: number): Buffer {
  const parts: Buffer[] = [];
  const directories = new Set<string>();
  for (const [path, content] of files) {
    const names = path.split('/');
    for (let depth = 1; depth < names.length; depth++) {
      const directory = `${names.slice(0, depth).join('/')}/`;
      if (directories.has(directory)) continue;
      directories.add(directory);
      parts.push(header(directory, 0, time));
    }
    parts.push(header(path, content.length, time), content, Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK));
  }
  return Buffer.concat([...parts, Buffer.alloc(2 * BLOCK)]);
}

/** The header of POSIX's ustar format. @throws CibError `ENAMETOOLONG` */
function header(path: string, size: number, time: number): Buffer {
  const block = Buffer.alloc(BLOCK);
  const [prefix, name] = splitName(path);
  const directory = path.endsWith('/');
  const octal = (value: number, digits: number) => `${value.toString(8).padStart(digits, '0')}\0`;
  block.write(name, 0);
  block.write(octal(directory ? 0o755 : 0o644, 7), 100);
  block.write(octal(0, 7), 108);
  block.write(octal(0, 7), 116);
  block.write(octal(size, 11), 124);
  block.write(octal(Math.floor(time / 1000), 11), 136);
  block.write('        ', 148);
  block.write(directory ? '5' : '0', 156);
  block.write('ustar\u000000root', 257);
  block.write('root', 297);
  block.write(prefix, 345);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

function splitName(path: string): [prefix: string, name: string] {
  if (Buffer.byteLength(path) <= 100) return ['', path];
  for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
    const [prefix, name] = [path.slice(0, at), path.slice(at + 1)];
    if (name !== '' && Buffer.byteLength(name) <= 100 && Buffer.byteLength(prefix) <= 155) return [prefix, name];
  }
  throw new CibError('EINVAL', `${path}: the name is too long for an archive`);
}

/** What an archive made by `tar` above holds; directories are left out. @throws CibError `EINVAL` */
export function untar(bytes: Buffer): Files {
  const files: Files = new Map();
  for (let at = 0; at + BLOCK <= bytes.length; ) {
    // An empty block ends it.
    if (bytes[at] === 0) return files;
    const text = (start: number, length: number) =>
      bytes
        .subarray(at + start, at + start + length)
        .toString('utf8')
        .replace(/\0.*$/s, '');
    const size = Number.parseInt(text(124, 12), 8);
    const prefix = text(345, 155);
    const path = `${prefix === '' ? '' : `${prefix}/`}${text(0, 100)}`;
    if (!(size >= 0) || at + BLOCK + size > bytes.length) break;
    if (text(156, 1) === '0') files.set(path, bytes.subarray(at + BLOCK, at + BLOCK + size));
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  throw new CibError('EINVAL', 'the archive is cut off or damaged');
}
