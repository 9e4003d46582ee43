// A form desk while it is open: what the program last said of it, and how it is changed. Each change is made by the
// program and comes back whole; what it refused changes nothing and is told.

import type {
  DeskTable,
  EntryView,
  FormChange,
  FormDeskView,
  FormSaved,
  Host,
  KeyTableView,
  KeyView,
} from '../host';
import { refusal } from '../host';

export class FormDesk {
  view: FormDeskView = $state.raw(undefined!);
  /** What can be written where. */
  keys: KeyTableView[];
  /** What happened last, to be told. */
  told = $state('');
  /** Why the last change was not made. */
  trouble = $state('');
  #host: Host;
  /** Changes are made one after the other. */
  #last: Promise<void> = Promise.resolve();

  constructor(host: Host, view: FormDeskView, keys: KeyTableView[]) {
    this.#host = host;
    this.view = view;
    this.keys = keys;
    this.told = view.messages.join('');
  }

  /** The call with the state that is known; asked once the changes before it are done. */
  #run(work: (at: { call: string; state: number }) => Promise<FormDeskView>): Promise<boolean> {
    const done = this.#last.then(async () => {
      try {
        this.view = await work({ call: this.view.call, state: this.view.state });
        this.trouble = '';
        return true;
      } catch (thrown) {
        this.trouble = refusal(thrown).message;
        return false;
      }
    });
    this.#last = done.then(() => undefined);
    return done;
  }

  change(form: string, change: FormChange): Promise<boolean> {
    this.told = '';
    return this.#run((at) => this.#host.ask({ ask: 'change_form', ...at, form, change }));
  }

  set(form: string, address: string, key: string, entry: EntryView | null): Promise<boolean> {
    return this.change(form, { is: 'set', address, key, entry });
  }

  undo(redo: boolean): Promise<boolean> {
    const what = redo ? this.view.redo : this.view.undo;
    if (what === null) return Promise.resolve(false);
    this.told = redo ? `已重做：${what}` : `已撤销：${what}`;
    return this.#run((at) => this.#host.ask({ ask: 'undo_form', ...at, redo }));
  }

  discard(): Promise<boolean> {
    return this.#run((at) => this.#host.ask({ ask: 'discard_form', ...at }));
  }

  async save(): Promise<FormSaved | undefined> {
    let saved: FormSaved | undefined;
    await this.#run(async (at) => {
      saved = await this.#host.ask({ ask: 'save_form', ...at });
      return saved.view;
    });
    const kept = saved?.kept_for ?? 0;
    const drafts = kept > 0 ? `已有的 ${kept} 份草稿照原来的表，打开时可以换成新的。` : '';
    if (saved) this.told = `已保存，现在就能用。${drafts}`;
    return saved;
  }

  /** Writes what is saved as a form package. */
  async handOn(file: string): Promise<void> {
    try {
      const packed = await this.#host.ask({ ask: 'pack_form', call: this.view.call, file });
      this.trouble = '';
      this.told = `表单包已写入 ${packed.file}。在别的电脑上用“打开案例文件或交接包”打开它，就能用这张表（校验值 ${packed.digest.slice(0, 12)}）。`;
    } catch (thrown) {
      this.trouble = refusal(thrown).message;
    }
  }
}

/** Where the keys of a table stand: `form.toml/field/option` for `field/3/option/0`. */
export function keyPath(file: 'form.toml' | 'call.toml', address: string): string {
  const names = address.split('/').filter((part) => part !== '' && !/^\d+$/.test(part));
  return [file, ...names].join('/');
}

/** The keys that a table can have; those of its kind where it has one. */
export function keysOf(
  keys: KeyTableView[],
  file: 'form.toml' | 'call.toml',
  table: DeskTable,
): KeyView[] {
  const own = keys.find(({ path }) => path === keyPath(file, table.address));
  const kind = table.entries['kind'] ?? table.entries['rule'];
  const inColumn = table.address.includes('/column/');
  // What stands on paper is named there by its id too: it is not renamed here.
  const isNamed = file === 'form.toml';
  const fits = ({ name, kinds, alone }: KeyView) =>
    !(isNamed && name === 'id') &&
    (kinds.length === 0 || kinds.includes(String(kind))) &&
    !(alone && inColumn);
  return own?.keys.filter(fits) ?? [];
}

/** What a table is called: what of its words a person would say. */
export function nameOf(table: DeskTable): string {
  for (const key of ['label', 'title', 'what', 'name', 'text', 'who', 'topic', 'day', 'id']) {
    const entry = table.entries[key];
    if (typeof entry === 'string' && entry.trim() !== '') return entry.replace(/\s+/g, '');
  }
  return '';
}

/** The table with this address, there or below. */
export function tableAt(table: DeskTable, address: string): DeskTable | undefined {
  if (table.address === address) return table;
  for (const below of table.below) {
    const found = tableAt(below, address);
    if (found) return found;
  }
  return undefined;
}
