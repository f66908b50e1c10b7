import * as zlib from 'node:zlib';

/** CRC-32 of zip and Ethernet. Node has it since 20.15; before, and where it is missing, this does. */
export const checksum: (data: Buffer) => number =
  'crc32' in zlib ? (zlib.crc32 as (data: Buffer) => number) : tableChecksum;

let table: Uint32Array | undefined;

export function tableChecksum(data: Buffer): number {
  table ??= makeTable();
  let crc = 0xffff_ffff;
  for (let i = 0; i < data.length; i++) {
    crc = (table[(crc ^ (data[i] as number)) & 0xff] as number) ^ (crc >>> 8);
  }
  return (crc ^ 0xffff_ffff) >>> 0;
}

function makeTable(): Uint32Array {
  const made = new Uint32Array(256);
  for (let i = 0; i < 256; i++) {
    let crc = i;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb8_8320 : crc >>> 1;
    made[i] = crc >>> 0;
  }
  return made;
}
