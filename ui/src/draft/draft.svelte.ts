// A draft that is open: what Rust last said about it, and the edits on their way. Rust decides what is
// true; here it is only kept. Edits go one after the other; those of one address that wait become one.

import type {
  AttachmentView,
  DraftView,
  ExplanationView,
  FindingView,
  FormView,
  GuidanceView,
  Host,
  JsonValue,
  LevelView,
  Patch,
  PlaceView,
  Refusal,
  SavedView,
  SlotView,
  StateView,
  StepView,
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
import type { Choice } from '../words/kinds';
import { addedTo, entriesOf, type Added } from './attached';
import { Cards } from './cards.svelte';
import { Keeping, type Given } from './keeping.svelte';
import { afterPress, released } from './press';
import { goesOn } from './steps';
import { Telling } from './telling.svelte';
import { Thumbnails } from './thumbnails';
import { AllUnsent, type Unsent } from './unsent.svelte';
import { TAKEN_OVER, isEdit, type EditWaiting, type StepWaiting, type Waiting } from './waiting';

/** How often the state of saving is asked for while something is not saved. */
const SAVED_STEP = 300;

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
  notice = $state('');
  /** Grows when values came from undo, so that controls show them even with the focus. */
  rewritten = $state(0);
  /** Grows with every answer that may have changed the paper. */
  changed = $state(0);

  /** Which of the findings are told now. */
  readonly telling = new Telling();
  readonly told: readonly FindingView[] = $derived(this.telling.of(this.findings));

  /** What was typed and did not get in. */
  readonly unsent: AllUnsent;
  /** Bringing files into the store. */
  readonly keeping: Keeping;
  /** Units and people of other drafts. */
  readonly cards: Cards;
  /** The small pictures of its photos. */
  readonly thumbnails: Thumbnails;

  /** What comes now is pasted, cut or dropped: a step of its own. */
  #whole = false;

  readonly #host: Host;
  /** The attachments as Rust last gave them. */
  #known: AttachmentView[] = [];
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
    this.unsent = new AllUnsent(view);
    this.keeping = new Keeping(host, view.id, view.token);
    this.cards = new Cards(host, this);
    this.thumbnails = new Thumbnails(host, view.id);
    this.notice = view.messages.join('');
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
   * Puts what was typed at an address: `values/…`, `answers/…`, `reasons/…`, `route`, `attachments`, `material`,
   * `appendix`.
   */
  edit(address: string, entry: JsonValue): void {
    this.#show(address, entry);
    this.#wait({ address, entry, alone: this.#whole });
  }

  /** Puts what was typed in a block of the material. */
  putBlock(held: Held, block: Block): void {
    held.block = block;
    this.#wait({ address: '', entry: blockEntry(block), held, alone: this.#whole });
  }

  /** What is heard of until the next turn is a step of its own. */
  apart(): void {
    this.#whole = true;
    setTimeout(() => (this.#whole = false));
  }

  /** A field or a row was left or asked about. */
  see(path: string): void {
    afterPress(() => (this.telling.seen[path] = true));
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
      waiting.address = `material/${this.material.numberOf(waiting.held)}`;
      waiting.held = undefined;
    }
    this.material.arrange(all);
    this.edit('material', this.material.entry);
  }

  /** Says what is printed behind the material. */
  putAppendix(appendix: Appendix): void {
    this.edit('appendix', appendixEntry(appendix));
  }

  /** The papers that the call names, by the route that is chosen. */
  get slots(): SlotView[] {
    return this.view.slots[this.route] ?? [];
  }

  /** Copies files into the store and puts them behind the attachments; by their content where no kind is said. `url` is the page that they show. */
  async addFiles({ kind, slot }: Choice, given: Given, url = ''): Promise<Added> {
    const { names, refused } = await this.keeping.keep(given, 'attachments');
    const before = this.attachments;
    if (names.length > 0) await this.#attach({ kind, slot }, names, url);
    void this.lookAtFiles();
    return { keys: [...addedTo(before, this.attachments).keys()], refused };
  }

  /** Has photos and PDFs looked at that were not yet, which takes a while, and hears what was found. */
  async lookAtFiles(): Promise<void> {
    if (!this.attachments.some(({ seen }) => seen)) return;
    try {
      const isNews = await this.#host.ask({ ask: 'look_at_files', draft: this.id });
      // In line with the edits, so that no answer overtakes another.
      if (isNews && !this.#closed)
        await this.#step({ ask: 'news', draft: this.id, token: this.view.token });
    } catch {
      // Hints alone are missing; checking and sending look again.
    }
  }

  /** Opens a file of the draft in the system's player or viewer. */
  async openFile(name: string): Promise<void> {
    await this.#host.ask({ ask: 'open_file', draft: this.id, name });
  }

  /** Makes a lighter copy of a photo; by which name the draft knows it. */
  lighten(name: string): Promise<string> {
    return this.#host.ask({ ask: 'lighten', draft: this.id, token: this.view.token, name });
  }

  #wait(edit: EditWaiting): void {
    const last = this.#waiting[this.#waiting.length - 1];
    const isSame = last && isEdit(last) && last.address === edit.address && last.held === edit.held;
    if (isSame && !last.alone && !edit.alone && goesOn(last.entry, edit.entry))
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

  /** What a code of a finding means. */
  explain(code: string): Promise<ExplanationView> {
    return this.#host.ask({ ask: 'explain', code });
  }

  /** Puts the attachments in this order and with these captions. */
  putAttachments(list: AttachmentView[]): void {
    this.attachments = list;
    this.edit('attachments', entriesOf(list));
  }

  /** What was typed stands here at once; the answer may put it more rightly, such as a number. */
  #show(address: string, entry: JsonValue): void {
    const [part, name] = [address.split('/', 1)[0], address.slice(address.indexOf('/') + 1)];
    if (part === 'values') this.values[name] = entry;
    if (part === 'reasons') this.reasons = { ...this.reasons, [name]: String(entry ?? '') };
    if (part === 'answers') this.answers = { ...this.answers, [name]: entry === true };
    if (part === 'route') this.route = String(entry);
    if (part === 'material') this.material.take(entry);
    if (part === 'appendix') this.appendix = appendixOf(entry);
  }

  #waits(address: string): boolean {
    return this.#waiting.some((waiting) => isEdit(waiting) && waiting.address.startsWith(address));
  }

  /** Whether the whole material is on its way: what is told of it before is older. */
  #isArranging(): boolean {
    return this.#waiting.some((waiting) => isEdit(waiting) && waiting.address === 'material');
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

  /** Takes a step back, or makes it again; what it was, where there was one. */
  async undo(redo: boolean): Promise<StepView | undefined> {
    const { step } = await this.#step({
      ask: 'undo',
      draft: this.id,
      token: this.view.token,
      redo,
    });
    this.rewritten += 1;
    return step;
  }

  /** Says what it said in a version, as one step. */
  async goBack(version: number): Promise<void> {
    await this.#step({ ask: 'go_back', draft: this.id, token: this.view.token, version });
    this.rewritten += 1;
    void this.lookAtFiles();
  }

  #attach({ kind, slot }: Choice, names: string[], url: string): Promise<Patch> {
    const which = { draft: this.id, token: this.view.token };
    const page = url === '' ? {} : { url };
    return this.#step({ ask: 'attach', ...which, kind: kind || null, slot, ...page, names });
  }

  /** Edits of the attachments that wait were written without those that have come since: they are to have them. */
  #adopt(added: AttachmentView[]): void {
    if (added.length === 0 || !this.#waits('attachments')) return;
    this.attachments = [...this.attachments, ...added];
    for (const waiting of this.#waiting)
      if (isEdit(waiting) && waiting.address === 'attachments')
        waiting.entry = entriesOf(this.attachments);
  }

  #step(step: StepWaiting['step']): Promise<Patch> {
    const taken = new Promise<Patch>((done, failed) => this.#waiting.push({ step, done, failed }));
    void this.#send();
    return taken;
  }

  /** Nothing is asked about this draft any more. */
  close(): void {
    this.#closed = true;
    this.keeping.stop();
    this.thumbnails.close();
  }

  /** What is to be said at a field now. */
  findingsAt(field: string): FindingView[] {
    return this.told.filter(({ path }) => path.split('/', 1)[0] === field);
  }

  /** What is to be said at just this place. */
  findingsOn(path: string): FindingView[] {
    return this.findings.filter((finding) => finding.path === path);
  }

  /** What is to be said about a part of a list: at `regions/2`, or below it as at `rows/2/mobile`. */
  findingsWithin(path: string): FindingView[] {
    return this.told.filter((finding) => `${finding.path}/`.startsWith(`${path}/`));
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
        await released();
        const isAttaching = !isEdit(next) && next.step.ask === 'attach';
        if (isAttaching) this.#adopt([...addedTo(this.#known, patch.attachments ?? []).values()]);
        this.#take(patch);
        this.trouble = undefined;
        if (!isEdit(next)) next.done(patch);
      } catch (thrown) {
        const trouble = refusal(thrown);
        if (!isEdit(next)) {
          next.failed(trouble);
          continue;
        }
        this.trouble = trouble;
        this.saved = { state: 'failing', reason: trouble.message };
        // What the program refuses for good is not tried again; it is kept where the user finds it.
        if (trouble.code !== 'machine') {
          this.#setAside(next, trouble);
          continue;
        }
        this.#waiting.unshift(next);
        if (!this.#closed) setTimeout(() => void this.#send(), 1000);
        return;
      }
    }
    this.#watch();
  }

  #setAside(edit: EditWaiting, { code }: Refusal): void {
    const address = this.#addressOf(edit);
    if (code === 'taken_over' || code === 'no_draft') this.unsent.keep(address, edit.entry);
  }

  /** Another page is about to open the draft: what was typed here goes there first, or is kept. */
  async yield(): Promise<void> {
    try {
      await this.settled();
    } catch {
      for (const one of this.#waiting.splice(0)) {
        if (isEdit(one)) this.unsent.keep(this.#addressOf(one), one.entry);
        else one.failed(TAKEN_OVER);
      }
    }
    this.trouble = TAKEN_OVER;
  }

  /** Puts in after all what did not get in. */
  putUnsent(one: Unsent): void {
    this.#whole = true;
    this.edit(one.address, one.entry);
    this.#whole = false;
    this.rewritten += 1;
    this.unsent.drop(one);
  }

  #addressOf({ address, held }: EditWaiting): string {
    return held ? `material/${this.material.numberOf(held)}` : address;
  }

  async #ask(waiting: Waiting): Promise<Patch> {
    if (!isEdit(waiting)) return this.#host.ask<StepWaiting['step']['ask']>(waiting.step);
    const { entry, alone } = waiting;
    const address = this.#addressOf(waiting);
    const seq = this.#seq + 1;
    const { id: draft, view } = this;
    const patch = await this.#host.ask({
      ask: 'edit',
      draft,
      token: view.token,
      seq,
      address,
      entry,
      ...(alone ? { alone } : {}),
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
      if (!this.#waiting.some((edit) => isEdit(edit) && edit.address === `values/${id}`)) {
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
      this.#known = patch.attachments;
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
