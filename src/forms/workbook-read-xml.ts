import { posix } from 'node:path';
import { SaxesParser } from 'saxes';
import { builtInLook, lookOfFormat } from './workbook-read-number.ts';
import type { NumberLook } from './workbook-read-number.ts';
import { refusal, refusedProblem } from './zip-guard.ts';
import type { OpenZip } from './zip-guard.ts';

/** What the parts of a workbook are read with; names come without their namespace prefix. */
export type XmlEvents = {
  readonly open: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly close?: (name: string) => void;
  readonly text?: (text: string) => void;
};

const CHUNK = 1 << 16;

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(colon + 1);
}

function wire(events: XmlEvents): SaxesParser {
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  // Spreadsheet programs write no document types; entity definitions could only be there to hurt.
  parser.on('doctype', () => {
    throw new Error('doctype');
  });
  parser.on('opentag', (tag) => events.open(localName(tag.name), tag.attributes));
  const { close, text } = events;
  if (close) parser.on('closetag', (tag) => close(localName(tag.name)));
  if (text) {
    parser.on('text', text);
    parser.on('cdata', text);
  }
  return parser;
}

function encodingOf(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
}

/** Reads one part from end to end; a part that is not well-formed refuses the whole book, since rows may be missing. */
export function readXml(zip: OpenZip, part: string, at: string, events: XmlEvents): void {
  const bytes = zip.part(part);
  try {
    const decoder = new TextDecoder(encodingOf(bytes), { fatal: true });
    const parser = wire(events);
    for (let start = 0; start < bytes.length; start += CHUNK) {
      parser.write(decoder.decode(bytes.subarray(start, start + CHUNK), { stream: true }));
    }
    parser.write(decoder.decode()).close();
  } catch (error) {
    if (refusedProblem(error)) throw error;
    throw refusal('file-damaged', at, { part });
  }
}

/** Undoes `_x000D_`, the way OOXML writes characters that XML forbids; what it forbids for good stays as written. */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text.replaceAll('\r\n', '\n');
  return text
    .replaceAll(/_x([0-9A-Fa-f]{4})_/g, (whole, hex: string) => {
      const code = Number.parseInt(hex, 16);
      const legal =
        code === 9 || code === 10 || code === 13 || (code >= 0x20 && code < 0xd800) || (code > 0xdfff && code < 0xfffe);
      return legal ? String.fromCharCode(code) : whole;
    })
    .replaceAll('\r\n', '\n');
}

/** Collects the text of rich or plain strings: all `t`, without the phonetic guides `rPh`. */
export function collectText(): XmlEvents & { readonly take: () => string } {
  let text = '';
  let inText = false;
  let phonetic = 0;
  return {
    open: (name) => {
      if (name === 'rPh') phonetic += 1;
      if (name === 't') inText = phonetic === 0;
    },
    close: (name) => {
      if (name === 'rPh') phonetic -= 1;
      if (name === 't') inText = false;
    },
    text: (part) => {
      if (inText) text += part;
    },
    take: () => {
      const taken = unescapeText(text);
      text = '';
      return taken;
    },
  };
}

type Relation = { readonly type: string; readonly target: string };

function readRelations(zip: OpenZip, ownerPart: string): ReadonlyMap<string, Relation> {
  const folder = posix.dirname(ownerPart);
  const part = posix.join(folder, '_rels', `${posix.basename(ownerPart)}.rels`);
  const relations = new Map<string, Relation>();
  if (!zip.names.has(part)) return relations;
  readXml(zip, part, part, {
    open: (name, { Id, Type = '', Target = '', TargetMode }) => {
      if (name !== 'Relationship' || Id === undefined || TargetMode === 'External') return;
      const target = Target.startsWith('/') ? Target.slice(1) : posix.join(folder, Target);
      relations.set(Id, { type: Type.slice(Type.lastIndexOf('/') + 1), target });
    },
  });
  return relations;
}

/** Names what a zip is that is not an xlsx workbook. */
function foreignKind(names: ReadonlySet<string>): string {
  if (names.has('xl/workbook.bin')) return 'xlsb';
  if (names.has('word/document.xml')) return 'docx';
  if (names.has('ppt/presentation.xml')) return 'pptx';
  return names.has('content.xml') ? 'ods' : 'zip';
}

function workbookPart(zip: OpenZip): string {
  // The relations of the package itself stand in `_rels/.rels`: those of an owner without a name.
  const part =
    [...readRelations(zip, '').values()].find((relation) => relation.type === 'officeDocument')?.target ??
    'xl/workbook.xml';
  const kind = foreignKind(zip.names);
  if (!zip.names.has(part) || !part.endsWith('.xml') || kind !== 'zip') throw refusal('file-not-xlsx', '', { kind });
  return part;
}

/** Where a book keeps what we read. */
export type BookMap = {
  readonly sheets: readonly { readonly name: string; readonly part: string; readonly hidden: boolean }[];
  readonly strings?: string;
  readonly styles?: string;
  readonly date1904: boolean;
};

/** Reads the table of contents of a workbook: its worksheets in order, without chart sheets. */
export function readBookMap(zip: OpenZip): BookMap {
  const part = workbookPart(zip);
  const relations = readRelations(zip, part);
  const listed: { name: string; id: string; hidden: boolean }[] = [];
  let date1904 = false;
  readXml(zip, part, part, {
    open: (name, attributes) => {
      if (name === 'workbookPr') date1904 = ['1', 'true', 'on'].includes(attributes['date1904'] ?? '');
      if (name !== 'sheet') return;
      const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '';
      listed.push({ name: attributes['name'] ?? '', id, hidden: (attributes['state'] ?? 'visible') !== 'visible' });
    },
  });
  const sheets: { name: string; part: string; hidden: boolean }[] = [];
  const seen = new Set<string>();
  for (const { name, id, hidden } of listed) {
    const relation = relations.get(id);
    if (relation && relation.type !== 'worksheet') continue;
    // One part under two names would make a small file cost as much as a large one.
    if (!relation || seen.has(relation.target) || seen.has(`name ${name}`))
      throw refusal('file-damaged', name, { part });
    seen.add(relation.target).add(`name ${name}`);
    sheets.push({ name, part: relation.target, hidden });
  }
  if (sheets.length === 0) throw refusal('no-sheet');
  const ofType = (type: string): string | undefined => [...relations.values()].find((r) => r.type === type)?.target;
  const [strings, styles] = [ofType('sharedStrings'), ofType('styles')];
  return {
    sheets,
    date1904,
    ...(strings === undefined ? {} : { strings }),
    ...(styles === undefined ? {} : { styles }),
  };
}

/** Reads the table of strings that cells point into. */
export function readStrings(zip: OpenZip, part: string | undefined): readonly string[] {
  const strings: string[] = [];
  if (part === undefined || !zip.names.has(part)) return strings;
  const collected = collectText();
  readXml(zip, part, part, {
    ...collected,
    close: (name) => {
      collected.close?.(name);
      if (name === 'si') strings.push(collected.take());
    },
  });
  return strings;
}

/** Reads how each cell style shows numbers, by the index that cells carry. */
export function readLooks(zip: OpenZip, part: string | undefined): readonly NumberLook[] {
  const looks: NumberLook[] = [];
  if (part === undefined || !zip.names.has(part)) return looks;
  const codes = new Map<string, string>();
  let inCells = false;
  readXml(zip, part, part, {
    open: (name, attributes) => {
      if (name === 'numFmt') codes.set(attributes['numFmtId'] ?? '', attributes['formatCode'] ?? '');
      if (name === 'cellXfs') inCells = true;
      if (name !== 'xf' || !inCells) return;
      const id = attributes['numFmtId'] ?? '0';
      const code = codes.get(id);
      looks.push(code === undefined ? builtInLook(Number(id)) : lookOfFormat(code));
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return looks;
}
