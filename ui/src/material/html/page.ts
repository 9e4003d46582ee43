// HTML of a clipboard as a document of its own, which loads and runs nothing. Its styles are read, never applied: they are
// taken out before it is parsed, because the policy of the window would report each of them as a breach.

export interface Page {
  body: HTMLElement;
  elements: number;
  /** The style sheets in it. */
  styles: string;
}

/** Where the style of an element stands that it had. */
const STYLE = 'data-style';

export const styleOf = (element: Element): string => element.getAttribute(STYLE) ?? '';

const TAG = /<[a-z][^<>]*>/gi;
const ATTRIBUTE = /(["'\s/])style(?=\s*=)/gi;
const SHEET = /<(\/?)style\b[^<>]*>/gi;

export function pageOf(html: string): Page {
  const { rest, styles } = withoutSheets(html);
  const inert = rest.replace(TAG, (tag) => tag.replace(ATTRIBUTE, `$1${STYLE}`));
  const page = new DOMParser().parseFromString(inert, 'text/html');
  return { body: page.body, elements: page.getElementsByTagName('*').length, styles };
}

/** One way through the text, whatever is left open in it. */
function withoutSheets(html: string): { rest: string; styles: string } {
  let [rest, styles] = ['', ''];
  let from = 0;
  let isIn = false;
  for (const { index, 0: tag, 1: closes } of html.matchAll(SHEET)) {
    if (isIn !== (closes === '/')) continue;
    if (isIn) styles += html.slice(from, index);
    else rest += html.slice(from, index);
    from = index + tag.length;
    isIn = !isIn;
  }
  return isIn
    ? { rest, styles: styles + html.slice(from) }
    : { rest: rest + html.slice(from), styles };
}
