import { crc32, deflateRawSync } from 'node:zlib';

/** A part of a zip; `packed` and `declared` let it lie. */
export type Part = {
  readonly name: string;
  readonly data: string | Buffer;
  readonly packed?: Buffer;
  readonly declared?: number;
  readonly flags?: number;
};

/** Makes a zip by hand, so that tests can also make it lie. */
export function zip(parts: readonly Part[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, data, packed, declared, flags = 0x800 } of parts) {
    const plain = Buffer.from(data);
    const body = packed ?? deflateRawSync(plain, { level: 1 });
    const file = Buffer.from(name);
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    [20, flags, 8].forEach((value, i) => head.writeUInt16LE(value, 4 + i * 2));
    [crc32(plain), body.length, declared ?? plain.length].forEach((value, i) => head.writeUInt32LE(value, 14 + i * 4));
    head.writeUInt16LE(file.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(20, 4);
    head.copy(entry, 6, 4, 30);
    entry.writeUInt32LE(offset, 42);
    bodies.push(head, file, body);
    directory.push(entry, file);
    offset += head.length + file.length + body.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  [parts.length, parts.length].forEach((value, i) => end.writeUInt16LE(value, 8 + i * 2));
  [size, offset].forEach((value, i) => end.writeUInt32LE(value, 12 + i * 4));
  return Buffer.concat([...bodies, ...directory, end]);
}

/** The namespace of the relations of an office document. */
export const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
/** The relations of a part, as id, type and target. */
export const relations = (...targets: readonly (readonly [id: string, type: string, target: string])[]): string =>
  `<Relationships>${targets.map(([id, type, target]) => `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`).join('')}</Relationships>`;
