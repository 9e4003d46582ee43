// The detailed material as the case file has it: its blocks, and what a newer program may have written
// that this one does not know. What is done with blocks is in arrange.ts, what is pasted in paste.ts.

import type { JsonValue } from '../host';

/** Of a heading: 一、 （一） 1. */
export type HeadingLevel = 1 | 2 | 3;

/** One block. */
export type Block =
  | { kind: 'heading'; level: HeadingLevel; text: string }
  | { kind: 'paragraph' | 'quotation'; text: string }
  | { kind: 'list'; ordered: boolean; items: string[] }
  | TableBlock
  | { kind: 'picture'; path: string; caption: string };

/** Rows of cells; a short row ends in empty cells. */
export interface TableBlock {
  kind: 'table';
  caption: string;
  /** Whether the first row names the columns. */
  header: boolean;
  rows: string[][];
}

export type BlockKind = Block['kind'];

/** What the whole material is; `unknown` was written by a newer program. */
export type Material =
  | { is: 'none' }
  | { is: 'blocks'; blocks: Block[] }
  | { is: 'pdf'; name: string }
  | { is: 'unknown' };

/** What of the attachments is printed behind the material. */
export interface Appendix {
  photosPerPage: 2 | 4 | null;
  reports: boolean;
}

/** Source: the case file; a table with more cannot be read on A4. */
export const MOST_COLUMNS = 12;

type Parts = { [key in string]: JsonValue };

const isParts = (json: JsonValue | undefined): json is Parts =>
  typeof json === 'object' && json !== null && !Array.isArray(json);
const isTexts = (json: JsonValue | undefined): json is string[] =>
  Array.isArray(json) && json.every((one) => typeof one === 'string');
/** What is left out is empty. */
const text = (json: JsonValue | undefined): string | undefined =>
  json === undefined || json === null ? '' : typeof json === 'string' ? json : undefined;

/** A block; none where this program does not know the shape. */
export function blockOf(json: JsonValue): Block | undefined {
  if (!isParts(json)) return undefined;
  const { kind } = json;
  if (kind === 'heading' || kind === 'paragraph' || kind === 'quotation') {
    const words = text(json['text']);
    if (words === undefined) return undefined;
    if (kind !== 'heading') return { kind, text: words };
    const level = json['level'] ?? 1;
    return level === 1 || level === 2 || level === 3 ? { kind, level, text: words } : undefined;
  }
  if (kind === 'list') {
    const items = json['items'] ?? [];
    return isTexts(items) ? { kind, ordered: json['ordered'] === true, items } : undefined;
  }
  const caption = text(json['caption']);
  if (caption === undefined) return undefined;
  if (kind === 'table') {
    const rows = json['rows'] ?? [];
    if (!Array.isArray(rows) || !rows.every(isTexts)) return undefined;
    return { kind, caption, header: json['header'] === true, rows: rows as string[][] };
  }
  const path = text(json['path']);
  return kind === 'picture' && path !== undefined ? { kind, path, caption } : undefined;
}

/** The whole material as Rust tells it. */
export function materialOf(json: JsonValue): Material {
  if (json === null) return { is: 'none' };
  if (!isParts(json)) return { is: 'unknown' };
  const { pdf, blocks } = json;
  if (typeof pdf === 'string') return { is: 'pdf', name: pdf };
  if (!Array.isArray(blocks)) return { is: 'unknown' };
  const known = blocks.map(blockOf).filter((block) => block !== undefined);
  return known.length === blocks.length ? { is: 'blocks', blocks: known } : { is: 'unknown' };
}

/** What is printed behind it; what is not known is not asked for. */
export function appendixOf(json: JsonValue): Appendix {
  const parts = isParts(json) ? json : {};
  const photos = parts['photos_per_page'];
  return {
    photosPerPage: photos === 2 || photos === 4 ? photos : null,
    reports: parts['reports'] === true,
  };
}

/** As `edit` takes it. */
export function appendixEntry({ photosPerPage, reports }: Appendix): JsonValue {
  return {
    ...(photosPerPage === null ? {} : { photos_per_page: photosPerPage }),
    ...(reports ? { reports } : {}),
  };
}

/** As `edit` takes a block. */
export const blockEntry = (block: Block): JsonValue => ({ ...block });

/** As `edit` takes the whole. */
export const blocksEntry = (blocks: readonly Block[]): JsonValue => ({
  blocks: blocks.map(blockEntry),
});

/** Every text of a block, in the order in which it is read. */
export function textsOf(block: Block): string[] {
  if (block.kind === 'list') return block.items;
  if (block.kind === 'table') return [block.caption, ...block.rows.flat()];
  return [block.kind === 'picture' ? block.caption : block.text];
}

/** Whether nothing of it would be lost with it. */
export function isEmpty(block: Block): boolean {
  const isBlank = textsOf(block).every((words) => words.trim() === '');
  return isBlank && (block.kind !== 'picture' || block.path === '');
}

/** Whether two blocks say the same. */
export const isSame = (one: Block, other: Block): boolean =>
  one === other || inOrder(one) === inOrder(other);

const inOrder = (block: Block) =>
  JSON.stringify(Object.entries(block).sort(([one], [other]) => (one < other ? -1 : 1)));

/** A new one of a kind. */
export function emptyBlock(kind: BlockKind): Block {
  switch (kind) {
    case 'heading':
      return { kind, level: 1, text: '' };
    case 'paragraph':
    case 'quotation':
      return { kind, text: '' };
    case 'list':
      return { kind, ordered: false, items: [] };
    case 'table':
      return { kind, caption: '', header: true, rows: [3, 3, 3].map((n) => Array(n).fill('')) };
    case 'picture':
      return { kind, path: '', caption: '' };
  }
}
