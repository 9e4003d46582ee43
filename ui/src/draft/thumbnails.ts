// The small pictures of a draft's photos: asked for only when somebody is about to see them, few at a
// time, and kept while the draft is open, so that tiles may come and go without asking again.

import type { Host } from '../host';

/** Judgement: decoding a photo takes a core of an office machine some 100 ms; one more keeps it busy. */
const AT_ONCE = 2;

/**
 * Pixels. Judgement: a tile is at most 126 wide, and as sharp on a screen of twice the density. Rust makes them of
 * this size too when it looks at photos (`workbench/src/files/thumbnails.rs`).
 */
const SIDE = 252;

type Told = (url: string | undefined) => void;

export class Thumbnails {
  readonly #host: Host;
  readonly #draft: number;
  readonly #there = new Map<string, string>();
  /** Who waits for which name: those in line, and those on their way. */
  readonly #waiting = new Map<string, Set<Told>>();
  #line: string[] = [];
  #running = 0;
  #closed = false;

  constructor(host: Host, draft: number) {
    this.#host = host;
    this.#draft = draft;
  }

  /** Tells where the picture of a file is, or that there is none. What it gives back waits no longer. */
  ask(name: string, told: Told): () => void {
    const there = this.#there.get(name);
    if (there !== undefined) {
      told(there);
      return () => {};
    }
    let waiting = this.#waiting.get(name);
    if (!waiting) {
      this.#waiting.set(name, (waiting = new Set()));
      this.#line.push(name);
    }
    waiting.add(told);
    this.#go();
    return () => waiting.delete(told);
  }

  /** Lets go of all of them. */
  close(): void {
    this.#closed = true;
    this.#line = [];
    for (const url of this.#there.values()) URL.revokeObjectURL(url);
    this.#there.clear();
  }

  #go(): void {
    while (this.#running < AT_ONCE) {
      const name = this.#line.shift();
      if (name === undefined) return;
      // Whoever wanted it has gone.
      if (this.#waiting.get(name)?.size === 0) this.#waiting.delete(name);
      else void this.#fetch(name);
    }
  }

  async #fetch(name: string): Promise<void> {
    this.#running += 1;
    let url: string | undefined;
    try {
      const picture = await this.#host.thumbnail(this.#draft, name, SIDE);
      if (!this.#closed) this.#there.set(name, (url = URL.createObjectURL(picture)));
    } catch {
      // It cannot be decoded, or not now: who asks again later may have more luck.
    }
    this.#running -= 1;
    const waiting = this.#waiting.get(name) ?? [];
    this.#waiting.delete(name);
    for (const told of waiting) told(url);
    this.#go();
  }
}
