// The words of a piece of HTML as they are read: white space as a browser shows it, without what Word hides or only
// draws. Nothing of it is ever put into the page.

import { styleOf } from './page';

/** Whose contents are no words of the text. */
const NO_WORDS = new Set(
  'HEAD STYLE SCRIPT TITLE TEMPLATE NOSCRIPT IFRAME OBJECT EMBED AUDIO VIDEO CANVAS SVG MATH XML SELECT TEXTAREA BUTTON'.split(
    ' ',
  ),
);

/** What begins and ends a line of its own. */
const OWN_LINE = new Set(
  'P DIV SECTION ARTICLE ASIDE HEADER FOOTER MAIN NAV ADDRESS BLOCKQUOTE PRE FIGURE FIGCAPTION DL DT DD FORM FIELDSET DETAILS SUMMARY HR TABLE CAPTION THEAD TBODY TFOOT TR TD TH UL OL LI H1 H2 H3 H4 H5 H6 CENTER BODY HTML'.split(
    ' ',
  ),
);

/** Deeper than any page that a person wrote; below it, the words are taken as they come. */
export const DEEPEST = 200;

export const nameOf = (node: Node): string => node.nodeName.toUpperCase();
export const isOwnLine = (node: Node): boolean => OWN_LINE.has(nameOf(node));
export const isElement = (node: Node): node is Element => node.nodeType === 1;

/** Whether an element is not seen, or no part of the text: hidden words, comments in the margin. */
export function isUnread(element: Element): boolean {
  if (NO_WORDS.has(nameOf(element)) || element.hasAttribute('hidden')) return true;
  const style = styleOf(element);
  return (
    /display:\s*none|mso-hide:\s*all|mso-element:\s*["']?comment/i.test(style) ||
    /^mso-?comment/i.test(element.getAttribute('class') ?? '')
  );
}

/** Whether it was struck out by who went over the text in Word. */
export const isStruckOut = (element: Element): boolean =>
  nameOf(element) === 'DEL' || /\bmsoDel\b/.test(element.getAttribute('class') ?? '');

/** Whether an element is the mark that Word writes before an item of a list. */
export const isMark = (element: Element): boolean => /mso-list:\s*ignore/i.test(styleOf(element));

const HAN = '[\\u2E80-\\u9FFF\\uF900-\\uFAFF\\uFE30-\\uFE4F\\uFF00-\\uFFEF]';
/** A line of the source that ends between two Han characters ends nothing. */
const BROKEN_LINE = new RegExp(`(${HAN})[ \\t]*[\\r\\n]+[ \\t]*(?=${HAN})`, 'g');

/** White space of a text node as it is shown; a blank that does not break is one. */
export const shown = (text: string): string =>
  text
    .replace(BROKEN_LINE, '$1')
    .replace(/[ \t\r\n\f]+/g, ' ')
    .replaceAll('\u00A0', ' ');

const SUPERSCRIPT: Record<string, string> = { '1': '¹', '2': '²', '3': '³' };

/** m² would come out as m2. */
export const raised = (element: Element): string | undefined =>
  nameOf(element) === 'SUP' ? SUPERSCRIPT[(element.textContent ?? '').trim()] : undefined;

/** A line without blanks around it and more than one in it; an indent of two Han widths is drawn on paper anyway. */
export const tidy = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.replace(/ {2,}/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');

/** What is met besides words. */
export interface Met {
  picture: (image: Element) => void;
  struckOut: () => void;
}

/** All words of an element, a line for each of its parts; elements that `without` names are left out. */
export function wordsIn(
  element: Element,
  met: Met,
  without: (one: Element) => boolean = () => false,
): string {
  let text = '';
  const read = (node: Node, depth: number, isPlain: boolean) => {
    if (node.nodeType === 3) {
      text += isPlain ? (node.nodeValue ?? '') : shown(node.nodeValue ?? '');
      return;
    }
    if (!isElement(node) || isUnread(node) || without(node)) return;
    if (isStruckOut(node)) return met.struckOut();
    const name = nameOf(node);
    if (name === 'BR') text += '\n';
    else if (name === 'IMG') met.picture(node);
    else if (depth >= DEEPEST) text += shown(node.textContent ?? '');
    else {
      const up = raised(node);
      const ends = isOwnLine(node);
      if (ends) text += '\n';
      if (up !== undefined) text += up;
      else readAll(node, depth + 1, isPlain || isPreformatted(node));
      if (ends) text += '\n';
    }
  };
  const readAll = (of: Element, depth: number, isPlain: boolean) => {
    for (const child of of.childNodes) read(child, depth, isPlain);
  };
  readAll(element, 0, isPreformatted(element));
  return tidy(text);
}

/** Whether its line ends are ends of lines. */
export const isPreformatted = (element: Element): boolean =>
  nameOf(element) === 'PRE' || /white-space:\s*(?:pre|break-spaces)/i.test(styleOf(element));
