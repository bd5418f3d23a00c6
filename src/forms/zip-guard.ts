import { crc32, inflateRawSync } from 'node:zlib';
import { fromBufferPromise } from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';

/** Something wrong with a workbook file, as a value; `at` is empty for the whole file, else a part or `名册!B7`. */
export type BookProblem = {
  readonly code: string;
  readonly at: string;
  readonly data: Readonly<Record<string, string>>;
};

/** What a file may cost us before we refuse it; all sizes in bytes. */
export type BookLimits = {
  readonly fileBytes: number;
  readonly entries: number;
  readonly inflatedBytes: number;
  /** Above this many inflated bytes the ratio of inflated to packed bytes must stay under `ratio`. */
  readonly ratioFromBytes: number;
  readonly ratio: number;
  /** Rows and cells that hold something, over all sheets. */
  readonly rows: number;
  readonly cells: number;
  readonly milliseconds: number;
  readonly heapMegabytes: number;
};

/** Generous for a district's year (200,000 rows of 10 columns are 12 MB packed, 141 MB inflated), small for a laptop. */
export const DEFAULT_LIMITS: BookLimits = {
  fileBytes: 64 * 1024 * 1024,
  entries: 5000,
  inflatedBytes: 448 * 1024 * 1024,
  ratioFromBytes: 32 * 1024 * 1024,
  ratio: 250,
  rows: 300_000,
  cells: 6_000_000,
  milliseconds: 120_000,
  heapMegabytes: 1536,
};

/** The parts of an accepted zip; `part` inflates one, never to more than the directory declared. */
export type OpenZip = {
  readonly names: ReadonlySet<string>;
  readonly part: (name: string) => Buffer;
};

export type Opened =
  | { readonly ok: true; readonly zip: OpenZip }
  | { readonly ok: false; readonly problems: readonly BookProblem[] };

/** Thrown inside the reader only, and turned into a value at its edge: nothing after it could be read. */
export type Refusal = Error & { readonly problem: BookProblem };

/** A refusal of the whole file or of one of its parts. */
export function refusal(code: string, at = '', data: Readonly<Record<string, string>> = {}): Refusal {
  return Object.assign(new Error(code), { problem: { code, at, data } });
}

/** The problem inside a refusal, or nothing if the error is a bug of ours. */
export function refusedProblem(error: unknown): BookProblem | undefined {
  return error instanceof Error && 'problem' in error ? (error as Refusal).problem : undefined;
}

const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le');

/** Says what a file is that is not a zip; people rename and mix up files, so each kind gets its own advice. */
function refuseForeign(bytes: Buffer): BookProblem | undefined {
  const problem = (code: string, kind = ''): BookProblem => ({ code, at: '', data: kind === '' ? {} : { kind } });
  if (bytes.length === 0) return problem('file-empty');
  if (bytes.subarray(0, 8).equals(OLE)) {
    // A password turns a workbook into a compound file that holds a stream named EncryptedPackage.
    if (bytes.includes(utf16('EncryptedPackage')) || bytes.includes(utf16('EncryptionInfo')))
      return problem('file-encrypted');
    if (bytes.includes(utf16('WordDocument'))) return problem('file-not-xlsx', 'doc');
    return problem('file-not-xlsx', 'xls');
  }
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5)) return undefined;
  const head = bytes.subarray(0, 512).toString('latin1').trimStart().toLowerCase();
  if (head.startsWith('%pdf')) return problem('file-not-xlsx', 'pdf');
  if (head.startsWith('<') || head.startsWith('\u00ef\u00bb\u00bf<')) return problem('file-not-xlsx', 'html');
  if (!bytes.subarray(0, 4096).includes(0) && /[,\t;]/.test(head)) return problem('file-not-xlsx', 'csv');
  return problem('file-not-xlsx', 'other');
}

async function readEntries(zip: ZipFile, limits: BookLimits): Promise<ReadonlyMap<string, Entry>> {
  if (zip.entryCount > limits.entries) {
    throw refusal('too-many-parts', '', { parts: String(zip.entryCount), limit: String(limits.entries) });
  }
  const entries = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) {
    // Two parts of one name are read differently by different programs: nobody could say which one counts.
    if (entries.has(entry.fileName)) throw refusal('file-damaged', entry.fileName);
    if (entry.isEncrypted()) throw refusal('file-encrypted');
    entries.set(entry.fileName, entry);
  }
  return entries;
}

/** Judges by what the directory declares, before anything is inflated. */
function judgeDeclared(entries: ReadonlyMap<string, Entry>, fileBytes: number, limits: BookLimits): void {
  let inflated = 0;
  for (const entry of entries.values()) inflated += entry.uncompressedSize;
  const ratio = Math.ceil(inflated / Math.max(fileBytes, 1));
  const data = { megabytes: String(Math.ceil(inflated / 1048576)), ratio: String(ratio) };
  if (inflated > limits.ratioFromBytes && ratio > limits.ratio) throw refusal('zip-bomb', '', data);
  if (inflated > limits.inflatedBytes) throw refusal(ratio > 100 ? 'zip-bomb' : 'file-too-large', '', data);
}

async function packedBytes(zip: ZipFile, entry: Entry, bytes: Buffer): Promise<Buffer> {
  try {
    const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
    return bytes.subarray(fileDataStart, fileDataStart + entry.compressedSize);
  } catch {
    throw refusal('file-truncated', entry.fileName);
  }
}

/** Inflates one part; zlib counts while it inflates and stops at the declared size, whatever the stream holds. */
function inflatePart(entry: Entry, packed: Buffer): Buffer {
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) throw refusal('file-damaged', entry.fileName);
  let plain = packed;
  if (entry.compressionMethod === 8) {
    try {
      // One chunk of the declared size: smaller ones would be collected and copied, at twice the memory.
      const size = entry.uncompressedSize;
      plain = inflateRawSync(packed, { maxOutputLength: Math.max(size, 1), chunkSize: Math.max(size + 1, 64) });
    } catch (error) {
      const lied = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
      if (!lied) throw refusal('file-damaged', entry.fileName);
      throw refusal('zip-size-false', entry.fileName, { declared: String(entry.uncompressedSize) });
    }
  }
  if (plain.length !== entry.uncompressedSize || crc32(plain) !== entry.crc32)
    throw refusal('file-damaged', entry.fileName);
  return plain;
}

async function openEntries(bytes: Buffer, limits: BookLimits): Promise<OpenZip> {
  const foreign = refuseForeign(bytes);
  if (foreign) throw refusal(foreign.code, foreign.at, foreign.data);
  let zip: ZipFile;
  try {
    zip = await fromBufferPromise(bytes, { lazyEntries: true });
  } catch {
    // The directory stands at the end of a zip, so a file cut short while copying loses it first.
    throw refusal('file-truncated');
  }
  const entries = await readEntries(zip, limits);
  judgeDeclared(entries, bytes.length, limits);
  const packed = new Map<string, Buffer>();
  for (const [name, entry] of entries) packed.set(name, await packedBytes(zip, entry, bytes));
  const part = (name: string): Buffer => {
    const entry = entries.get(name);
    const data = packed.get(name);
    if (!entry || !data) throw refusal('file-damaged', name);
    return inflatePart(entry, data);
  };
  return { names: new Set(entries.keys()), part };
}

/** Opens a zip under limits: count, declared total and ratio are judged before, sizes and checksums while inflating. */
export async function openZip(bytes: Uint8Array, limits: BookLimits = DEFAULT_LIMITS): Promise<Opened> {
  if (bytes.length > limits.fileBytes) {
    const data = {
      megabytes: String(Math.ceil(bytes.length / 1048576)),
      limit: String(Math.floor(limits.fileBytes / 1048576)),
    };
    return { ok: false, problems: [{ code: 'file-too-large', at: '', data }] };
  }
  try {
    return { ok: true, zip: await openEntries(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), limits) };
  } catch (error) {
    // What the zip library itself rejects while walking the directory is damage, not a bug of ours.
    return { ok: false, problems: [refusedProblem(error) ?? { code: 'file-damaged', at: '', data: {} }] };
  }
}
