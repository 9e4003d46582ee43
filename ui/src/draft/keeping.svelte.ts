// Bringing files into the store of a draft, one lot at a time: by their paths, or from a browser, which
// knows none. It runs beside the edits, so that what is typed meanwhile is saved. Progress and stopping
// are the same for attachments, pictures and the PDF of the material.

import type { Host, KeptView, Refusal, WordSource, WordText } from '../host';
import { refusal } from '../host';
import { follow, newJob } from './job';

/** Files that were chosen or dropped; a browser tells their contents, but not where they lie. */
export type Given = { paths: string[] } | { files: File[] };

/** What is being copied. */
export interface Copying {
  /** Where in the window it was asked for, and where it is shown. */
  place: string;
  /** Bytes. */
  done: number;
  /** Bytes in all; 0 before it is known. */
  all: number;
  stopping: boolean;
}

const STOPPED: Refusal = { code: 'stopped', message: '已停止，没有添加文件。' };
const BUSY: Refusal = {
  code: 'blocked',
  message: '还有文件正在复制。请等它结束，或先停止，再添加别的文件。',
};

/** After these no further file is taken either. */
const FINAL: Refusal['code'][] = ['taken_over', 'no_draft', 'stopped'];

/** How long leaving a draft waits for what was stopped, in milliseconds. Judgement: a slow disk syncs in less. */
const PATIENCE = 5000;

export class Keeping {
  now: Copying | undefined = $state.raw();

  readonly #host: Host;
  readonly #draft: number;
  readonly #token: number;
  #upload = new AbortController();
  #tellStop = () => {};
  #ended: Promise<void> = Promise.resolve();

  constructor(host: Host, draft: number, token: number) {
    this.#host = host;
    this.#draft = draft;
    this.#token = token;
  }

  /** Where files are that did not come with the case file. */
  findMissing(folder: string, names: string[]) {
    return this.#host.ask({ ask: 'find_missing', draft: this.#draft, folder, names });
  }

  /** What stands in a Word file, as blocks of the material; its pictures are kept. */
  word(file: WordSource): Promise<WordText> {
    const [draft, token] = [this.#draft, this.#token];
    return this.#host.ask({ ask: 'read_word_text', draft, token, file, job: newJob() });
  }

  /** Copies them into the store. Rejected with `stopped` where somebody stopped it: then nothing was added. */
  async keep(given: Given, place: string): Promise<KeptView> {
    if (this.now) throw BUSY;
    this.now = { place, done: 0, all: 0, stopping: false };
    let end = () => {};
    this.#ended = new Promise((done) => (end = done));
    try {
      const kept =
        'paths' in given ? await this.#copy(given.paths) : await this.#bringOver(given.files);
      // What came to its end just then was to be stopped all the same.
      if (this.#stops()) throw STOPPED;
      return kept;
    } catch (thrown) {
      throw this.#stops() ? STOPPED : thrown;
    } finally {
      this.now = undefined;
      end();
    }
  }

  /** Stops what is being copied. */
  stop(): void {
    if (!this.now) return;
    this.now = { ...this.now, stopping: true };
    this.#upload.abort();
    this.#tellStop();
  }

  /** Stops, and waits until nothing is being copied, but not for ever. */
  async end(): Promise<void> {
    this.stop();
    await Promise.race([this.#ended, new Promise((done) => setTimeout(done, PATIENCE))]);
  }

  #stops(): boolean {
    return this.now?.stopping === true;
  }

  #told(done: number, all: number): void {
    if (this.now) this.now = { ...this.now, done, all };
  }

  async #copy(files: string[]): Promise<KeptView> {
    const [draft, token, job] = [this.#draft, this.#token, newJob()];
    const end = follow(this.#host, {
      draft,
      job,
      stops: () => this.#stops(),
      told: ({ done, all }) => this.#told(done, all),
    });
    this.#tellStop = () => {
      this.#host.ask({ ask: 'progress', draft, job, stop: true }).catch(() => {});
    };
    try {
      return await this.#host.ask({ ask: 'keep', draft, token, files, job });
    } finally {
      end();
      this.#tellStop = () => {};
    }
  }

  /** One after the other; what one of them cannot do is no reason to leave the others. */
  async #bringOver(files: File[]): Promise<KeptView> {
    this.#upload = new AbortController();
    const kept: KeptView = { names: [], refused: [] };
    const all = files.reduce((sum, { size }) => sum + size, 0);
    let before = 0;
    for (const file of files) {
      try {
        this.#told(before, all);
        const { names, refused } = await this.#bring(file, (done) =>
          this.#told(before + Math.min(done, file.size), all),
        );
        kept.names.push(...names);
        kept.refused.push(...refused);
      } catch (thrown) {
        const { code, message } = refusal(thrown);
        if (FINAL.includes(code)) throw thrown;
        kept.refused.push(`“${file.name}”没有添加：${message}`);
      }
      before += file.size;
    }
    return kept;
  }

  #bring(file: File, onbytes: (done: number) => void): Promise<KeptView> {
    const { signal } = this.#upload;
    return this.#host.upload!(this.#draft, this.#token, file, newJob(), onbytes, signal);
  }
}
