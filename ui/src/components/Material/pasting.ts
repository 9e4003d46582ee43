// A clipboard that is pasted into a block of words: what of it becomes blocks, and how the block is parted for them.

import { picturesOf } from '../../draft/pictures';
import type { Keeping } from '../../draft/keeping.svelte';
import { refusal } from '../../host';
import { itemsOf } from '../../material/arrange';
import type { Block } from '../../material/blocks';
import { isEmpty } from '../../material/blocks';
import { readHtml, TOO_MUCH, type ComingPicture, type Piece } from '../../material/html/read';
import { counted } from '../../material/paste';

/** What comes, and what is to be told of it. */
export interface Pasted {
  pieces: Piece[];
  said: string[];
}

/** What is selected in the words of a block. */
export interface Range {
  text: string;
  start: number;
  end: number;
}

/** What was done with a clipboard: blocks to put in, a sentence while its words go in as text does, or nothing. */
export type Heard = { pasted: Pasted } | { said: string } | undefined;

/** Reads a clipboard; what has only words of one paragraph is left to the browser. */
export function hear(clipboard: DataTransfer): Heard {
  const pictures = picturesOf(clipboard);
  if (pictures.length > 0) {
    const pieces = pictures.map((file): ComingPicture => ({ kind: 'coming', file, caption: '' }));
    return { pasted: { pieces, said: [] } };
  }
  const html = clipboard.getData('text/html');
  if (html === '') return undefined;
  const files = [...(clipboard.files ?? [])];
  const read = readHtml(html, { files, rtf: clipboard.getData('text/rtf') });
  if (read === 'too_much') return { said: TOO_MUCH };
  return read && { pasted: read };
}

/** Lines that go into a list as its items; nothing where more than lines was pasted. */
export function linesOf({ pieces }: Pasted): string[] | undefined {
  const lines: string[] = [];
  for (const piece of pieces) {
    if (piece.kind === 'list') lines.push(...piece.items);
    else if (piece.kind === 'paragraph') lines.push(piece.text);
    else return undefined;
  }
  return lines;
}

/** A block parted where something comes between: what stands before and behind, where something does. */
export function parted(
  block: Block,
  { text, start, end }: Range,
): { before: Block[]; behind: Block[] } {
  // Without words, or with others since: what comes stands below.
  if (wordsOfBlock(block) !== text) return { before: isEmpty(block) ? [] : [block], behind: [] };
  const part = (words: string) => {
    const made = withWords(block, words.replace(/^\n|\n$/g, ''));
    return isEmpty(made) ? [] : [made];
  };
  return { before: part(text.slice(0, start)), behind: part(text.slice(end)) };
}

const wordsOfBlock = (block: Block): string | undefined =>
  block.kind === 'list' ? block.items.join('\n') : 'text' in block ? block.text : undefined;

function withWords(block: Block, text: string): Block {
  if (block.kind === 'list') return { ...block, items: itemsOf(text) };
  return 'text' in block ? { ...block, text } : block;
}

/** Keeps the pictures of what was pasted; by which name each is known, and a sentence for each that could not be. */
export async function keepPictures(
  keeping: Keeping,
  pieces: readonly Piece[],
): Promise<{ names: Map<File, string>; said: string[] }> {
  const files = pieces.flatMap((piece) => (piece.kind === 'coming' ? [piece.file] : []));
  if (files.length === 0) return { names: new Map(), said: [] };
  try {
    const { names, refused } = await keeping.keep({ files }, 'pasted');
    const isRefused = (file: File) => refused.some((words) => words.startsWith(`“${file.name}”`));
    const kept = files.filter((file) => !isRefused(file));
    const known = kept.map((file, at): [File, string] => [file, names[at] ?? '']);
    return { names: new Map(known.filter(([, name]) => name !== '')), said: refused };
  } catch (thrown) {
    const { code, message } = refusal(thrown);
    const why = code === 'stopped' ? '已停止复制。' : message;
    return { names: new Map(), said: [`${files.length} 张图片没有带入：${why}`] };
  }
}

/** With the names under which pictures were kept; those that were not are left out. */
export const named = (pieces: readonly Piece[], names: ReadonlyMap<File, string>): Block[] =>
  pieces.flatMap((piece): Block[] => {
    if (piece.kind !== 'coming') return [piece];
    const path = names.get(piece.file);
    return path === undefined ? [] : [{ kind: 'picture', path, caption: piece.caption }];
  });

/** “带入了 2 个标题、6 段、1 张表格……” */
export function wordsOf(blocks: readonly Block[], said: readonly string[]): string {
  const all = blocks.length > 0 ? `带入了 ${counted(blocks)}，按 Ctrl+Z 可以撤销。` : '';
  return [all, ...said].join('');
}
