// HTML of a clipboard to blocks of the material, as Word, WPS, LibreOffice, Excel and browsers write it. It is parsed
// into a document of its own that loads and runs nothing, and read within bounds; what is not taken is told.

import { takeIn } from '../../words/entry';
import { MOST_COLUMNS, type Block, type HeadingLevel } from '../blocks';
import { blocksOfLines } from '../paste';
import { blocksOfItems, type Item } from './lists';
import { pageOf, styleOf } from './page';
import { aboutMissing, findFiles, isPicture, type Found } from './pictures';
import { gridOf, isForLayout } from './tables';
import {
  DEEPEST,
  isElement,
  isMark,
  isOwnLine,
  isPreformatted,
  isStruckOut,
  isUnread,
  nameOf,
  raised,
  shown,
  tidy,
  wordsIn,
} from './words';

/** A picture that is to be kept before it can be named. */
export interface ComingPicture {
  kind: 'coming';
  file: File;
  caption: string;
}

export type Piece = Block | ComingPicture;

/** What was read. */
export interface Read {
  pieces: Piece[];
  /** Sentences about what is otherwise than it was. */
  said: string[];
}

/** What of a clipboard is read besides the HTML. */
export interface Beside {
  files: readonly File[];
  rtf: string;
}

/** Judgement: of characters without pictures in them; a thesis of 200 pages has two million. */
const LONGEST = 5_000_000;
const MOST_ELEMENTS = 100_000;
/** Judgement: what the window draws without holding up a key. */
const MOST_PIECES = 600;
const MOST_CELLS = 3000;
/** Judgement: whoever set a whole paragraph in a heading's style meant a paragraph. */
const LONGEST_HEADING = 120;

export const TOO_MUCH = '贴入的内容太多，没有分成标题、段落和表格，只贴入了文字。可以分几次复制。';

/** Blocks of HTML; `too_much` where it is beyond the bounds, nothing where it has no more than one paragraph. */
export function readHtml(html: string, beside: Beside): Read | 'too_much' | undefined {
  // A picture in the HTML itself is no text.
  const length = html.length - inPictures(html);
  if (length > LONGEST) return 'too_much';
  const page = pageOf(html);
  if (page.elements > MOST_ELEMENTS) return 'too_much';
  const reading = new Reading(levelsOf(page.styles));
  reading.walk(page.body, 0);
  reading.end();
  if (reading.pieces.length > MOST_PIECES || reading.cells > MOST_CELLS) return 'too_much';
  // Beside its cells Excel puts a picture of all of them, which is none of theirs.
  findFiles(reading.found, /Excel\.Sheet/i.test(html) ? [] : beside.files, beside.rtf);
  const pieces = reading.pieces.flatMap((piece): Piece[] => {
    if (piece.kind !== 'met') return [piece];
    const { file } = piece.found;
    return file ? [{ kind: 'coming', file, caption: piece.caption }] : [];
  });
  const title = withoutTitle(pieces);
  const said = [...title, ...reading.said(), ...aboutMissing(reading.found)];
  const [only] = pieces;
  const isText = pieces.length <= 1 && (only?.kind ?? 'paragraph') === 'paragraph';
  return isText ? undefined : { pieces, said };
}

/**
 * The title of a whole document is no heading of a part: numbered, it would be the first of one. It becomes a paragraph,
 * and the headings below it go up; what was done, as a sentence.
 */
function withoutTitle(pieces: Piece[]): string[] {
  const headings = pieces.filter((piece) => piece.kind === 'heading');
  const [first, ...others] = headings;
  const isTitle =
    first !== undefined && pieces[0] === first && others.length > 1 && !isNumbered(first.text);
  if (!isTitle || others.some(({ level }) => level <= first.level)) return [];
  pieces[0] = { kind: 'paragraph', text: first.text };
  for (const one of others) one.level = (one.level - 1) as HeadingLevel;
  return ['全文的题目成了一段，下面的标题各升一级。'];
}

const isNumbered = (text: string) =>
  /^[（(]?[一二三四五六七八九十\d]+[、.．)）]|^第.{1,3}[章节]/.test(text);

function inPictures(html: string): number {
  let sum = 0;
  for (let at = html.indexOf('base64,'); at >= 0; at = html.indexOf('base64,', at + 1)) {
    const end = html.slice(at).search(/["'>)]/);
    if (end < 0) break;
    sum += end;
    at += end;
  }
  return sum;
}

/** A picture in its place, before its file is known. */
interface MetPicture {
  kind: 'met';
  found: Found;
  caption: string;
}

/** Levels of headings by the classes of styles of the user's own, as Word and WPS write them into the page. */
function levelsOf(styles: string): Map<string, number> {
  const levels = new Map<string, number>();
  for (const rule of styles.split('}')) {
    const [selectors = '', style = ''] = rule.split('{', 2);
    const level = outlineLevel(style);
    if (level === undefined) continue;
    for (const name of selectors.matchAll(/\.([\w\u00A0-\uFFFF-]+)/g)) levels.set(name[1]!, level);
  }
  return levels;
}

function outlineLevel(style: string): number | undefined {
  const level = /mso-outline-level:\s*(\d)/i.exec(style)?.[1];
  return level === undefined || level === '0' ? undefined : Number(level);
}

class Reading {
  readonly pieces: (Block | MetPicture)[] = [];
  readonly found: Found[] = [];
  cells = 0;

  readonly #levels: Map<string, number>;
  #text = '';
  /** Paragraphs whose marks and numbers are looked at together. */
  #lines: string[] = [];
  #items: Item[] = [];
  /** How many quotations and lists of blocks it is in. */
  #quoted = 0;
  #plain = 0;
  /** A caption that Word writes above its table. */
  #caption = '';
  readonly #said = new Set<string>();
  #merged = 0;
  #struckOut = 0;

  constructor(levels: Map<string, number>) {
    this.#levels = levels;
  }

  said(): string[] {
    const said = [...this.#said];
    if (this.#merged > 0) said.push(`合并的单元格拆开了（${this.#merged} 处），内容在第一格。`);
    if (this.#struckOut > 0) said.push(`修订里删去的字没有带入（${this.#struckOut} 处）。`);
    return said;
  }

  walk(of: Node, depth: number): void {
    for (const node of of.childNodes) {
      if (node.nodeType === 3)
        this.#text += this.#plain > 0 ? (node.nodeValue ?? '') : shown(node.nodeValue ?? '');
      else if (isElement(node) && !isUnread(node)) this.#element(node, depth);
    }
  }

  #element(element: Element, depth: number): void {
    const name = nameOf(element);
    if (isStruckOut(element)) this.#struckOut += 1;
    else if (name === 'BR') this.#text += '\n';
    else if (name === 'IMG') this.#picture(element);
    else if (depth >= DEEPEST) this.#text += shown(element.textContent ?? '');
    else if (name === 'TABLE' && !isForLayout(element)) this.#table(element);
    else if (name === 'UL' || name === 'OL') this.#list(element, 1, depth);
    else if (isOwnLine(element)) this.#line(element, depth);
    else {
      const up = raised(element);
      if (up === undefined) this.walk(element, depth + 1);
      else this.#text += up;
    }
  }

  /** What begins and ends a line: a heading, an item of Word's, a quotation, a paragraph, or what holds such. */
  #line(element: Element, depth: number): void {
    this.#paragraph();
    const level = this.#levelOf(element);
    const mark = markOf(element);
    const hasParts = [...element.children].some((child) => isOwnLine(child));
    if (level !== undefined && !hasParts) this.#heading(element, level, mark);
    else if (mark !== undefined) this.#item(element, { level: listLevel(element), mark });
    else if (isCaption(element)) this.#captionOf(element);
    else {
      const [quotes, plain] = [nameOf(element) === 'BLOCKQUOTE', isPreformatted(element)];
      if (quotes) this.#flush();
      this.#quoted += Number(quotes);
      this.#plain += Number(plain);
      this.walk(element, depth + 1);
      this.#paragraph();
      this.#quoted -= Number(quotes);
      this.#plain -= Number(plain);
    }
  }

  #levelOf(element: Element): HeadingLevel | undefined {
    const own = /^H([1-6])$/.exec(nameOf(element))?.[1] ?? outlineLevel(styleOf(element));
    const classes = (element.getAttribute('class') ?? '').split(/\s+/);
    const ofClass = classes
      .map((one) => /^(?:Mso)?Heading(\d)/i.exec(one)?.[1] ?? this.#levels.get(one))
      .find((level) => level !== undefined);
    const level = own ?? ofClass;
    return level === undefined ? undefined : (Math.min(Number(level), 3) as HeadingLevel);
  }

  #heading(element: Element, level: HeadingLevel, mark: string | undefined): void {
    const words = this.#wordsIn(element, isMark).replaceAll('\n', ' ');
    this.#flush();
    if (words === '') return this.#pictures();
    const text = this.#taken(mark === undefined ? words : `${mark}\t${words}`);
    if (text.length > LONGEST_HEADING) this.pieces.push({ kind: 'paragraph', text });
    else this.pieces.push({ kind: 'heading', level, text });
    this.#pictures();
  }

  #item(element: Element, { level, mark }: Pick<Item, 'level' | 'mark'>): void {
    const text = this.#wordsIn(element, isMark);
    if (text !== '') {
      this.#flushLines();
      this.#items.push({ level, mark, text: this.#taken(text) });
    }
    if (this.#met.length > 0) this.#flush();
    this.#pictures();
  }

  /** A list of HTML: its items, and the lists in them a level below. */
  #list(list: Element, level: number, depth: number): void {
    this.#paragraph();
    const isOrdered = nameOf(list) === 'OL';
    let number = Number(list.getAttribute('start') ?? 1) || 1;
    for (const child of list.children) {
      if (isUnread(child)) continue;
      if (isList(child)) {
        if (depth < DEEPEST) this.#list(child, level + 1, depth + 1);
        continue;
      }
      const parts = depth < DEEPEST ? [...partsOf(child)] : [];
      if (parts.some(isLarge)) {
        this.#line(child, depth + 1);
        continue;
      }
      this.#item(child, { level, mark: isOrdered ? `${number}.` : '•' });
      number += 1;
      for (const one of parts.filter(isList)) this.#list(one, level + 1, depth + 1);
    }
    if (level === 1) this.#flushItems();
  }

  #table(table: Element): void {
    this.#paragraph();
    this.#flush();
    const grid = gridOf(table, this.#meeting);
    const columns = grid.rows[0]?.length ?? 0;
    this.#merged += grid.merged;
    this.cells += columns * grid.rows.length;
    const caption = grid.caption || this.#caption;
    this.#caption = '';
    if (columns > MOST_COLUMNS) {
      this.#said.add(`有 ${columns} 列的表格超过 ${MOST_COLUMNS} 列，按文字带入了。`);
      const text = grid.rows.map((row) => row.join('\t')).join('\n');
      this.pieces.push({ kind: 'paragraph', text });
    } else if (columns > 0) {
      this.pieces.push({ kind: 'table', caption, header: grid.header, rows: grid.rows });
    }
    this.#pictures();
  }

  /** 图 1 below a picture, 表 1 above a table: it becomes what is printed there. */
  #captionOf(element: Element): void {
    const text = this.#taken(this.#wordsIn(element).replaceAll('\n', ' '));
    this.#flush();
    const last = this.pieces[this.pieces.length - 1];
    if (last?.kind === 'met' && last.caption === '') last.caption = text;
    else if (isBeforeTable(element)) this.#caption = text;
    else if (text !== '') this.pieces.push({ kind: 'paragraph', text });
    this.#pictures();
  }

  #picture(image: Element): void {
    this.#meeting.picture(image);
    if (this.#met.length === 0) return;
    this.#paragraph();
    this.#flush();
    this.#pictures();
  }

  /** Pictures that were met in words: they stand behind them. */
  #met: Found[] = [];
  readonly #meeting = {
    picture: (image: Element) => {
      if (isPicture(image)) this.#met.push({ source: image.getAttribute('src') ?? '' });
    },
    struckOut: () => {
      this.#struckOut += 1;
    },
  };

  #pictures(): void {
    for (const found of this.#met.splice(0)) {
      this.found.push(found);
      this.pieces.push({ kind: 'met', found, caption: '' });
    }
  }

  #wordsIn(element: Element, without?: (one: Element) => boolean): string {
    const isApart = (one: Element) => isList(one) || (without?.(one) ?? false);
    return wordsIn(element, this.#meeting, isApart);
  }

  #taken(text: string): string {
    const taken = takeIn(text, 'lines');
    taken.said.forEach((sentence) => this.#said.add(sentence));
    return taken.text;
  }

  /** Ends the words that stand outside of all else. */
  #paragraph(): void {
    const text = this.#plain > 0 ? this.#text.trimEnd() : tidy(this.#text);
    this.#text = '';
    if (text.trim() === '') return;
    this.#flushItems();
    if (this.#quoted > 0) this.pieces.push({ kind: 'quotation', text: this.#taken(text) });
    else this.#lines.push(text);
  }

  #flushLines(): void {
    const text = this.#lines.splice(0).join('\n');
    if (text !== '') this.pieces.push(...blocksOfLines(this.#taken(text)));
  }

  #flushItems(): void {
    const { blocks, said } = blocksOfItems(this.#items.splice(0));
    this.pieces.push(...blocks);
    said.forEach((sentence) => this.#said.add(sentence));
  }

  #flush(): void {
    this.#flushItems();
    this.#flushLines();
  }

  end(): void {
    this.#paragraph();
    this.#flush();
    if (this.#caption !== '') this.pieces.push({ kind: 'paragraph', text: this.#caption });
  }
}

/** What stands in an item outside of the lists in it. */
function* partsOf(item: Element, depth = 0): Generator<Element> {
  for (const child of item.children) {
    yield child;
    const goesOn = !isList(child) && depth < DEEPEST;
    if (goesOn) yield* partsOf(child, depth + 1);
  }
}

const isList = (element: Element) => /^[OU]L$/.test(nameOf(element));
const isLarge = (element: Element) => /^(?:TABLE|H[1-6])$/.test(nameOf(element));

/** The mark of an item of Word's or WPS's, which they write as a paragraph. */
function markOf(element: Element): string | undefined {
  const style = styleOf(element);
  const isListed = /mso-list:\s*l\d/i.test(style) && !/mso-list:\s*none/i.test(style);
  if (!isListed && !/^MsoListParagraph/i.test(element.getAttribute('class') ?? ''))
    return undefined;
  const mark = [...element.querySelectorAll('span')].find(isMark);
  const text = mark ? shown(mark.textContent ?? '').trim() : '';
  if (text !== '') return text;
  // In the style of lists without a mark: its words are a paragraph.
  return isListed && mark ? '•' : undefined;
}

const listLevel = (element: Element): number =>
  Number(/mso-list:\s*l\d+\s+level(\d)/i.exec(styleOf(element))?.[1] ?? 1);

const isCaption = (element: Element): boolean =>
  /^Mso-?Caption$/i.test(element.getAttribute('class') ?? '') || nameOf(element) === 'FIGCAPTION';

const isBeforeTable = (element: Element): boolean => {
  const next = element.nextElementSibling;
  return next !== null && (nameOf(next) === 'TABLE' || next.querySelector('table') !== null);
};
