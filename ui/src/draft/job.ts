// Long work of the program: a number that names it, and asking how far it is until it has ended.

import type { Host, ProgressView } from '../host';

/** How often it is asked, in milliseconds. Judgement: often enough to be seen moving. */
const STEP = 200;

/** A number that no other work of this page has. Judgement: 31 bits, which every number of Rust's holds. */
export function newJob(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0]! >>> 1;
}

/** What is asked about, and who is told. */
export interface Following {
  draft: number;
  job: number;
  /** Whether it is to be stopped: said each time, as work that has not begun yet cannot hear it. */
  stops: () => boolean;
  told: (now: ProgressView) => void;
}

/** Asks how far work is until what it gives back is called. */
export function follow(host: Host, { draft, job, stops, told }: Following): () => void {
  let on = true;
  const look = async () => {
    try {
      const now = await host.ask({ ask: 'progress', draft, job, stop: stops() });
      if (on) told(now);
    } catch {
      // How far it is matters little; whether it went well is told by the work itself.
    }
    if (on) next = setTimeout(() => void look(), STEP);
  };
  let next = setTimeout(() => void look(), STEP);
  return () => {
    on = false;
    clearTimeout(next);
  };
}
