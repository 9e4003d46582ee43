// The pictures of a clipboard: in the HTML itself, as files beside it, or in the rich text that Word puts beside it,
// because Word's HTML only names files of its own that no page may read.

import { nameOf } from './words';

/** Kinds that can be printed or told by the program; a drawing in SVG is none. */
const ENDINGS: Record<string, string> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/jpg': 'jpg',
  'image/gif': 'gif',
  'image/bmp': 'bmp',
  'image/webp': 'webp',
  'image/tiff': 'tif',
};

/** Judgement: more in one paste is no text with pictures any more. */
export const MOST_PICTURES = 60;
/** Of base 64, characters: 24 MB of picture, more than any camera gives as JPEG. */
const LONGEST = 32 << 20;

const NAME = '粘贴的图片';

/** A picture as it was met, and its file once it is known. */
export interface Found {
  source: string;
  file?: File;
}

/** A file for a picture that is kept, named by its number. */
export function pictureFile(bytes: BlobPart, type: string, number: number): File | undefined {
  const ending = ENDINGS[type.toLowerCase()];
  return ending === undefined
    ? undefined
    : new File([bytes], `${NAME}${number}.${ending}`, { type });
}

/** Whether it is a point that counts readers, or a line that parts. */
export function isTiny(image: Element): boolean {
  const side = (name: string) => Number.parseInt(image.getAttribute(name) ?? '', 10);
  return side('width') <= 2 || side('height') <= 2;
}

/** Whether a clipboard names a picture at all. */
export const isPicture = (node: Element): boolean => nameOf(node) === 'IMG' && !isTiny(node);

function inData(source: string, number: number): File | undefined {
  const found = /^data:([a-z]+\/[a-z.+-]+)(?:;[a-z]+=[^;,]*)*;base64,/i.exec(source.slice(0, 200));
  if (!found || source.length > LONGEST) return undefined;
  try {
    const text = atob(source.slice(found[0].length).replace(/\s+/g, ''));
    return pictureFile(
      Uint8Array.from(text, (one) => one.charCodeAt(0)),
      found[1]!,
      number,
    );
  } catch {
    return undefined;
  }
}

/** Where a picture in rich text begins, and what it is. */
const PICT = /\\(png|jpeg)blip\b/g;
const HEX = /^[0-9a-fA-F\s]+/;

/** Pictures of rich text, in their order. Source: RTF 1.9.1, `\pict`: the bytes in hex after the control words. */
export function picturesInRtf(rtf: string): { type: string; bytes: Uint8Array<ArrayBuffer> }[] {
  const pictures: { type: string; bytes: Uint8Array<ArrayBuffer> }[] = [];
  for (const found of rtf.matchAll(PICT)) {
    if (pictures.length >= MOST_PICTURES) break;
    const hex = hexAfter(rtf, found.index);
    if (hex === undefined) continue;
    const bytes = new Uint8Array(hex.length >> 1);
    for (let at = 0; at < bytes.length; at += 1)
      bytes[at] = (nibble(hex, 2 * at) << 4) | nibble(hex, 2 * at + 1);
    pictures.push({ type: found[1] === 'png' ? 'image/png' : 'image/jpeg', bytes });
  }
  return pictures;
}

/** A figure of hex; the letters come after nine in both cases. */
function nibble(hex: string, at: number): number {
  const code = hex.charCodeAt(at);
  return code <= 0x39 ? code - 0x30 : (code & 0x0f) + 9;
}

/** Judgement: control words and groups before the figures take some hundreds. */
const MOST_BEFORE_HEX = 8192;

/** The figures of a picture: behind its control words and groups, up to the bracket that closes it. */
function hexAfter(rtf: string, from: number): string | undefined {
  let [at, depth, end] = [from, 0, -1];
  while (at < Math.min(rtf.length, from + MOST_BEFORE_HEX)) {
    const one = rtf[at]!;
    if (one === '{') depth += 1;
    else if (one === '}') {
      if (depth === 0) return undefined;
      depth -= 1;
    } else if (one === '\\') {
      const word = /^\\(?:[a-z]+-?\d* ?|.)/i.exec(rtf.slice(at, at + 64));
      at += word ? word[0].length : 1;
      continue;
    } else if (depth === 0) {
      // Looked for once: it may be far.
      if (end < at) end = rtf.indexOf('}', at);
      if (end < 0 || end - at > LONGEST) return undefined;
      const hex = HEX.exec(rtf.slice(at, end))?.[0].replace(/\s+/g, '') ?? '';
      if (hex.length >= 16) return hex;
    }
    at += 1;
  }
  return undefined;
}

/** Gives each picture its file where the clipboard has it. */
export function findFiles(found: Found[], files: readonly File[], rtf: string): void {
  found.slice(0, MOST_PICTURES).forEach((picture, at) => {
    const file = inData(picture.source, at + 1);
    if (file) picture.file = file;
  });
  const left = found.filter(({ file }) => !file);
  if (left.length === 0 || left.length > MOST_PICTURES) return;
  if (files.length === left.length) {
    left.forEach((picture, at) => {
      const named = pictureFile(files[at]!, files[at]!.type, found.indexOf(picture) + 1);
      if (named) picture.file = named;
    });
    return;
  }
  // Only where both name as many: a picture in a wrong place is worse than none.
  const ofWord = left.filter(({ source }) => /^file:/i.test(source));
  const rich = ofWord.length > 0 ? picturesInRtf(rtf) : [];
  if (rich.length !== ofWord.length) return;
  ofWord.forEach((picture, at) => {
    const { bytes, type } = rich[at]!;
    const file = pictureFile(bytes, type, found.indexOf(picture) + 1);
    if (file) picture.file = file;
  });
}

/** A sentence about those that did not come along; none where all did. */
export function aboutMissing(found: readonly Found[]): string[] {
  const left = found.filter(({ file }) => !file);
  const ofWeb = left.filter(({ source }) => /^(?:https?:)?\/\//i.test(source)).length;
  const others = left.length - ofWeb;
  const said: string[] = [];
  if (others > 0)
    said.push(
      `${others} 张图片没有带入：剪贴板里没有图片本身。请在原来的文档里把图片另存成文件，再添加“图片”。`,
    );
  if (ofWeb > 0)
    said.push(`${ofWeb} 张图片没有带入：图片在网上，程序不联网。请先存成文件，再添加“图片”。`);
  return said;
}
