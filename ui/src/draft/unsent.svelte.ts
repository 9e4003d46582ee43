// What was typed and did not get into the draft, because another page had opened it: it is shown, kept in the browser
// over a reload, and gone only when the user has said so.

import type { DraftView, JsonValue } from '../host';

/** Something that did not get in. */
export interface Unsent {
  address: string;
  entry: JsonValue;
  /** What it belongs to. */
  label: string;
  /** What was typed, to read and to copy. */
  text: string;
}

export class AllUnsent {
  all: Unsent[] = $state.raw([]);

  readonly #key: string;
  readonly #labels = new Map<string, string>();

  constructor(view: DraftView) {
    this.#key = `unsent-${view.id}`;
    const forms = Object.values(view.forms).flatMap((list) => list ?? []);
    const fields = forms.flatMap(({ groups }) => groups.flatMap((group) => group.fields));
    for (const { id, label } of [...view.beside, ...fields]) this.#labels.set(id, label);
    this.all = this.#read();
  }

  /** Keeps what was refused: the last that was typed at an address. */
  keep(address: string, entry: JsonValue): void {
    const text = wordsOf(entry);
    const label = this.#labelOf(address);
    this.#put([
      ...this.all.filter((one) => one.address !== address),
      { address, entry, label, text },
    ]);
  }

  /** The user is done with it. */
  drop(one: Unsent): void {
    this.#put(this.all.filter((other) => other.address !== one.address));
  }

  #labelOf(address: string): string {
    const [part = '', name = ''] = address.split(/\/(.*)/s);
    if (part === 'values') return this.#labels.get(name) ?? name;
    if (part === 'reasons') {
      const field = name.split('@')[1]?.split('/')[0] ?? '';
      return `理由：${this.#labels.get(field) ?? field}`;
    }
    const names: Record<string, string> = {
      route: '申报方式',
      attachments: '附件',
      material: '材料',
      appendix: '附录',
      answers: '声明和对照',
    };
    return names[part] ?? part;
  }

  #put(all: Unsent[]): void {
    this.all = all;
    try {
      if (all.length > 0) localStorage.setItem(this.#key, JSON.stringify(all));
      else localStorage.removeItem(this.#key);
    } catch {
      // A browser that keeps nothing: it stays in this page.
    }
  }

  #read(): Unsent[] {
    try {
      return JSON.parse(localStorage.getItem(this.#key) ?? '[]') as Unsent[];
    } catch {
      return [];
    }
  }
}

/** The words in an entry of any shape. */
export function wordsOf(entry: JsonValue): string {
  if (entry === null || typeof entry === 'boolean') return entry === true ? '是' : '';
  if (typeof entry !== 'object') return String(entry);
  const parts = Array.isArray(entry) ? entry : Object.values(entry);
  return parts
    .map((part) => wordsOf(part ?? null))
    .filter((part) => part !== '')
    .join('，');
}
