// A draft that is open: what Rust last said about it, and the edits on their way. Rust decides what is
// true; here it is only kept. Edits go one after the other; those of one place that wait become one.

import type {
  AttachmentView,
  DraftView,
  FindingView,
  FormView,
  GuidanceView,
  Host,
  JsonValue,
  LevelView,
  Patch,
  PlaceView,
  Refusal,
  Request,
  SavedView,
  StateView,
} from '../host';
import { refusal } from '../host';
import {
  appendixEntry,
  appendixOf,
  blockEntry,
  blockOf,
  type Appendix,
  type Block,
} from '../material/blocks';
import { OpenMaterial, type Held } from '../material/material.svelte';
import { addedTo } from './attached';
import { Keeping, type Given } from './keeping.svelte';
import { Thumbnails } from './thumbnails';

/** How often the state of saving is asked for while something is not saved. */
const SAVED_STEP = 300;

interface EditWaiting {
  place: string;
  entry: JsonValue;
  /** The block it is about: its number is looked up when it is sent, as an undo before it may change it. */
  held?: Held | undefined;
}

interface StepWaiting {
  step: Extract<Request, { ask: 'undo' | 'attach' }>;
  done: () => void;
  failed: (refusal: Refusal) => void;
}

type Waiting = EditWaiting | StepWaiting;

/** What came of files that were to go along. */
export interface Added {
  /** Those that are new in the list, by the keys of `keysOf`. */
  keys: string[];
  /** A sentence for each that could not be taken. */
  refused: string[];
}

/** The attachments as `edit` takes them: what they are and how long is Rust's to tell. */
const entriesOf = (list: AttachmentView[]): JsonValue =>
  list.map(({ path, kind, caption, url, form }) => ({ path, kind, caption, url, form }));

const isEdit = (waiting: Waiting): waiting is EditWaiting => 'place' in waiting;

export class OpenDraft {
  readonly view: DraftView;
  title = $state('');
  folder = $state('');
  route = $state('');
  values: Record<string, JsonValue> = $state({});
  states: Record<string, StateView> = $state({});
  findings: FindingView[] = $state.raw([]);
  answers: Record<string, boolean> = $state.raw({});
  reasons: Record<string, string> = $state.raw({});
  attachments: AttachmentView[] = $state.raw([]);
  readonly material = new OpenMaterial();
  appendix: Appendix = $state.raw({ photosPerPage: null, reports: false });
  /** How many bytes each file of the material has that is there. */
  files: { [name in string]?: number } = $state.raw({});
  canUndo = $state(false);
  canRedo = $state(false);
  saved: SavedView = $state.raw({ state: 'saved' });
  /** Why an edit did not arrive; the edit waits and is tried again. */
  trouble: Refusal | undefined = $state.raw();
  /** What went wrong where the user was not looking, such as at the end of a long copy. */
  told = $state('');
  /** Grows when values came from undo, so that controls show them even with the focus. */
  rewritten = $state(0);
  /** Grows with every answer that may have changed the paper. */
  changed = $state(0);

  /** Fields and rows that were left or asked about: what is missing in the others is not yet worth a word there. */
  seen: Record<string, boolean> = $state({});

  /** Bringing files into the store. */
  readonly keeping: Keeping;
  /** The small pictures of its photos. */
  readonly thumbnails: Thumbnails;

  readonly #host: Host;
  /** The attachments as Rust last told them. */
  #told: AttachmentView[] = [];
  #seq = 0;
  /** What is to be asked, in order: edits and, between them, undo and attaching. */
  #waiting: Waiting[] = [];
  #work: Promise<void> = Promise.resolve();
  #running = false;
  #watching = false;
  #closed = false;

  constructor(host: Host, view: DraftView) {
    this.#host = host;
    this.view = view;
    this.keeping = new Keeping(host, view.id, view.token);
    this.thumbnails = new Thumbnails(host, view.id);
    this.#take(view.first);
  }

  get id(): number {
    return this.view.id;
  }

  /** The forms by the route that is chosen. */
  get forms(): FormView[] {
    return this.view.forms[this.route] ?? [];
  }

  /** Whether there are pages of the material: its blocks, its PDF, or what is printed behind it. */
  get hasMaterialPaper(): boolean {
    const isThere = this.material.is === 'pdf' || this.material.held.length > 0;
    return isThere || this.appendix.photosPerPage !== null || this.appendix.reports;
  }

  /**
   * Puts what was typed at a place: `values/…`, `answers/…`, `reasons/…`, `route`, `attachments`, `material`,
   * `appendix`.
   */
  edit(place: string, entry: JsonValue): void {
    this.#show(place, entry);
    this.#wait({ place, entry });
  }

  /** Puts what was typed in a block of the material. */
  putBlock(held: Held, block: Block): void {
    held.block = block;
    this.#wait({ place: '', entry: blockEntry(block), held });
  }

  /** Puts at the place of a finding what it suggests; shown even with the focus. */
  suggest({ path, suggestion }: FindingView): void {
    const [root = '', number] = path.split('/');
    if (root !== 'material') {
      this.put(root, suggestion);
      return;
    }
    const held = this.material.held[Number(number) - 1];
    const block = blockOf(suggestion);
    if (!held || !block) return;
    this.putBlock(held, block);
    this.rewritten += 1;
  }

  /** Puts the blocks of the material in this order, as a step of its own. */
  arrange(all: Held[]): void {
    for (const waiting of this.#waiting) {
      if (!isEdit(waiting) || !waiting.held) continue;
      // It goes to where its block stands before; the new order has its words too.
      waiting.place = `material/${this.material.numberOf(waiting.held)}`;
      waiting.held = undefined;
    }
    this.material.arrange(all);
    this.edit('material', this.material.entry);
  }

  /** Says what is printed behind the material. */
  putAppendix(appendix: Appendix): void {
    this.edit('appendix', appendixEntry(appendix));
  }

  /** Copies files into the store and puts them behind the attachments; by their content where no kind is said. */
  async addFiles(kind: string | null, given: Given): Promise<Added> {
    const { names, refused } = await this.keeping.keep(given, 'attachments');
    const before = this.attachments;
    if (names.length > 0) await this.#attach(kind, names);
    return { keys: [...addedTo(before, this.attachments).keys()], refused };
  }

  /** Opens a file of the draft in the system's player or viewer. */
  async openFile(name: string): Promise<void> {
    await this.#host.ask({ ask: 'open_file', draft: this.id, name });
  }

  #wait(edit: EditWaiting): void {
    const last = this.#waiting[this.#waiting.length - 1];
    if (last && isEdit(last) && last.place === edit.place && last.held === edit.held)
      last.entry = edit.entry;
    else this.#waiting.push(edit);
    this.saved = this.saved.state === 'failing' ? this.saved : { state: 'saving' };
    void this.#send();
  }

  /** Puts into a field what the user did not type, such as a suggestion; shown even with the focus. */
  put(field: string, entry: JsonValue): void {
    this.edit(`values/${field}`, entry);
    this.rewritten += 1;
  }

  /** Places that fit what was typed, the best first. */
  places(words: string, level: LevelView | null): Promise<PlaceView[]> {
    return this.#host.ask({ ask: 'places', words, level });
  }

  /** What the guidance says; for the project of the draft where no words are given. */
  guidance(words: string): Promise<GuidanceView> {
    return this.#host.ask({ ask: 'guidance', draft: this.id, words });
  }

  /** Puts the attachments in this order and with these captions. */
  putAttachments(list: AttachmentView[]): void {
    this.attachments = list;
    this.edit('attachments', entriesOf(list));
  }

  /** What was typed stands here at once; the answer may put it more rightly, such as a number. */
  #show(place: string, entry: JsonValue): void {
    const [part, name] = [place.split('/', 1)[0], place.slice(place.indexOf('/') + 1)];
    if (part === 'values') this.values[name] = entry;
    if (part === 'reasons') this.reasons = { ...this.reasons, [name]: String(entry ?? '') };
    if (part === 'answers') this.answers = { ...this.answers, [name]: entry === true };
    if (part === 'route') this.route = String(entry);
    if (part === 'material') this.material.take(entry);
    if (part === 'appendix') this.appendix = appendixOf(entry);
  }

  #waits(place: string): boolean {
    return this.#waiting.some((waiting) => isEdit(waiting) && waiting.place.startsWith(place));
  }

  /** Whether the whole material is on its way: what is told of it before is older. */
  #isArranging(): boolean {
    return this.#waiting.some((waiting) => isEdit(waiting) && waiting.place === 'material');
  }

  /** The blocks whose words are on their way. */
  #typedBlocks(): Set<Held> {
    const held = this.#waiting.map((waiting) => (isEdit(waiting) ? waiting.held : undefined));
    return new Set(held.filter((one) => one !== undefined));
  }

  /** Everything typed so far has arrived; rejected with the trouble where it could not. */
  async settled(): Promise<void> {
    await this.#send();
    if (this.#waiting.length > 0) throw this.trouble;
  }

  async undo(redo: boolean): Promise<void> {
    await this.#step({ ask: 'undo', draft: this.id, token: this.view.token, redo });
    this.rewritten += 1;
  }

  #attach(kind: string | null, names: string[]): Promise<void> {
    return this.#step({ ask: 'attach', draft: this.id, token: this.view.token, kind, names });
  }

  /** Edits of the attachments that wait were written without those that have come since: they are to have them. */
  #adopt(added: AttachmentView[]): void {
    if (added.length === 0 || !this.#waits('attachments')) return;
    this.attachments = [...this.attachments, ...added];
    for (const waiting of this.#waiting)
      if (isEdit(waiting) && waiting.place === 'attachments')
        waiting.entry = entriesOf(this.attachments);
  }

  #step(step: StepWaiting['step']): Promise<void> {
    const taken = new Promise<void>((done, failed) => this.#waiting.push({ step, done, failed }));
    void this.#send();
    return taken;
  }

  /** Nothing is asked about this draft any more. */
  close(): void {
    this.#closed = true;
    this.keeping.stop();
    this.thumbnails.close();
  }

  /** What is to be said at a field now: everything, but that it is empty only once it was seen. */
  findingsAt(field: string): FindingView[] {
    return this.findings.filter(
      (finding) => finding.path.split('/', 1)[0] === field && this.#isDue(finding),
    );
  }

  /** What is to be said at just this place. */
  findingsOn(path: string): FindingView[] {
    return this.findings.filter((finding) => finding.path === path);
  }

  /** What is to be said about a part of a list: at `regions/2`, or below it as at `rows/2/mobile`. */
  findingsWithin(path: string): FindingView[] {
    return this.findings.filter(
      (finding) => `${finding.path}/`.startsWith(`${path}/`) && this.#isDue(finding),
    );
  }

  /** What is missing in a field or a row, or not yet declared, is not yet worth a word while somebody is filling it in. */
  #isDue({ code, path }: FindingView): boolean {
    const row = path.split('/').slice(0, 2).join('/');
    const isMissing = code === 'F101' || code === 'C202';
    return !isMissing || this.seen[path] === true || this.seen[row] === true;
  }

  /** Saves at once. */
  async save(): Promise<void> {
    await this.settled();
    this.saved = await this.#host.ask({ ask: 'saved', draft: this.id, now: true });
    this.#watch();
  }

  #send(): Promise<void> {
    if (!this.#running) {
      this.#running = true;
      this.#work = this.#sendAll().finally(() => (this.#running = false));
    }
    return this.#work;
  }

  async #sendAll(): Promise<void> {
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) {
      // An undo before it took its block away.
      if (isEdit(next) && next.held && this.material.numberOf(next.held) === 0) continue;
      try {
        const patch = await this.#ask(next);
        const isAttaching = !isEdit(next) && next.step.ask === 'attach';
        if (isAttaching) this.#adopt([...addedTo(this.#told, patch.attachments ?? []).values()]);
        this.#take(patch);
        this.trouble = undefined;
        if (!isEdit(next)) next.done();
      } catch (thrown) {
        const trouble = refusal(thrown);
        if (!isEdit(next)) {
          next.failed(trouble);
          continue;
        }
        this.trouble = trouble;
        this.saved = { state: 'failing', reason: trouble.message };
        // What the program refuses for good is not tried again; the control still shows it.
        if (trouble.code !== 'machine') continue;
        this.#waiting.unshift(next);
        if (!this.#closed) setTimeout(() => void this.#send(), 1000);
        return;
      }
    }
    this.#watch();
  }

  #placeOf({ place, held }: EditWaiting): string {
    return held ? `material/${this.material.numberOf(held)}` : place;
  }

  async #ask(waiting: Waiting): Promise<Patch> {
    if (!isEdit(waiting)) return this.#host.ask<'undo' | 'attach'>(waiting.step);
    const { entry } = waiting;
    const place = this.#placeOf(waiting);
    const seq = this.#seq + 1;
    const { id: draft, view } = this;
    const patch = await this.#host.ask({
      ask: 'edit',
      draft,
      token: view.token,
      seq,
      place,
      entry,
    });
    this.#seq = seq;
    return patch;
  }

  #take(patch: Patch): void {
    if (patch.title !== undefined) this.title = patch.title;
    if (patch.folder !== undefined) this.folder = patch.folder;
    if (patch.route !== undefined && !this.#waits('route')) this.route = patch.route;
    for (const [id, value] of Object.entries(patch.values ?? {})) {
      // What was typed since is later than what the answer knows.
      if (!this.#waiting.some((edit) => isEdit(edit) && edit.place === `values/${id}`)) {
        this.values[id] = value ?? null;
      }
    }
    for (const [id, state] of Object.entries(patch.states ?? {})) this.states[id] = state!;
    if (patch.findings) this.findings = patch.findings;
    if (patch.answers && !this.#waits('answers/'))
      this.answers = patch.answers as Record<string, boolean>;
    if (patch.reasons && !this.#waits('reasons/'))
      this.reasons = patch.reasons as Record<string, string>;
    if (patch.attachments) {
      this.#told = patch.attachments;
      if (!this.#waits('attachments')) this.attachments = patch.attachments;
    }
    if (patch.material !== undefined && !this.#isArranging()) {
      this.material.take(patch.material, this.#typedBlocks());
    }
    if (patch.appendix !== undefined && !this.#waits('appendix'))
      this.appendix = appendixOf(patch.appendix);
    if (patch.files) this.files = patch.files;
    if (patch.can_undo !== undefined) this.canUndo = patch.can_undo;
    if (patch.can_redo !== undefined) this.canRedo = patch.can_redo;
    this.changed += 1;
  }

  /** Asks how saving goes until everything is on the disk. */
  #watch(): void {
    if (this.#watching) return;
    this.#watching = true;
    const look = async () => {
      if (this.#closed) return;
      try {
        const saved = await this.#host.ask({ ask: 'saved', draft: this.id, now: false });
        if (!this.trouble) this.saved = saved;
      } catch (thrown) {
        this.saved = { state: 'failing', reason: refusal(thrown).message };
      }
      if (this.saved.state === 'saved' && this.#waiting.length === 0) this.#watching = false;
      else setTimeout(() => void look(), SAVED_STEP);
    };
    setTimeout(() => void look(), SAVED_STEP);
  }
}
