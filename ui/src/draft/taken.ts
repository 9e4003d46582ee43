// What was done with a text that came in, and what a clipboard holds that no text can take: told where it is seen.

import { pageOf } from '../material/html/page';

const TAKEN = 'taken';

/** Tells that something of what was typed or pasted was dropped or replaced. */
export function tellTaken(control: Element, said: string[]): void {
  control.dispatchEvent(new CustomEvent(TAKEN, { bubbles: true, detail: said.join('') }));
}

/** The pictures of a clipboard: alone, or among words, as Word and browsers copy them. */
function picturesIn(clipboard: DataTransfer | null): { alone: number; among: number } {
  const files = [...(clipboard?.files ?? [])].filter(({ type }) => type.startsWith('image/'));
  const words = clipboard?.getData('text/plain') ?? '';
  const html = clipboard?.getData('text/html') ?? '';
  const among = (html.match(/<(?:img|v:imagedata)[\s>]/gi) ?? []).length;
  return words.trim() === ''
    ? { alone: Math.max(files.length, among), among: 0 }
    : { alone: 0, among };
}

/** Where pictures belong, as a sentence; none where the clipboard has none, or where somebody takes them. */
export function aboutPictures(clipboard: DataTransfer | null): string {
  const { alone, among } = picturesIn(clipboard);
  if (alone > 0)
    return '剪贴板里是图片，这里读不到，没有贴入。照片请先存成文件，再放进“附件”，或在材料的段落下面添加“图片”。';
  const where = '图片请单独复制，再按 Ctrl+V，就放进“附件”；要印在材料里的，请粘贴到材料的段落里。';
  if (among > 0) return `文字贴进来了，其中的 ${among} 张图片没有带过来。${where}`;
  return '';
}

/** Hears of both on the whole page; the answer ends it. */
export function hearTaken(say: (sentence: string) => void): () => void {
  const taken = (event: Event) => say((event as CustomEvent<string>).detail);
  const pasted = (event: ClipboardEvent) => {
    const sentence = event.defaultPrevented ? '' : aboutPictures(event.clipboardData);
    if (sentence !== '') say(sentence);
  };
  document.addEventListener(TAKEN, taken);
  document.addEventListener('paste', pasted);
  return () => {
    document.removeEventListener(TAKEN, taken);
    document.removeEventListener('paste', pasted);
  };
}

const plainLine = (text: string) => text.replace(/[\s\u00A0]+/g, ' ').trim();

/** What an item of a list says itself, without the lists in it. */
const ownWords = (item: Element): string =>
  plainLine(
    [...item.childNodes]
      .filter((node) => !/^(?:OL|UL)$/.test(node.nodeName))
      .map((node) => node.textContent ?? '')
      .join(''),
  );

/**
 * The plain text of a clipboard with the marks of its lists, which browsers leave out of it; none where nothing is
 * to be put in.
 */
export function withListMarks(plain: string, html: string): string | undefined {
  if (!/<li[\s>]/i.test(html)) return undefined;
  const lines = plain.split(/\r\n?|\n/);
  let at = 0;
  let marked = false;
  for (const item of pageOf(html).body.querySelectorAll('li')) {
    const words = ownWords(item);
    const found = lines.findIndex((line, index) => index >= at && plainLine(line) === words);
    if (found < 0 || words === '') continue;
    const list = item.parentElement;
    const items = [...(list?.children ?? [])].filter(({ nodeName }) => nodeName === 'LI');
    const first = list instanceof HTMLOListElement ? list.start : 1;
    const mark = list?.nodeName === 'OL' ? `${first + items.indexOf(item)}.` : '•';
    lines[found] = `${mark} ${plainLine(lines[found]!)}`;
    at = found + 1;
    marked = true;
  }
  return marked ? lines.join('\n') : undefined;
}
