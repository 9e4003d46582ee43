// Files that are dragged over the window. In the desktop window the system tells where they lie; in a
// browser the page is handed the files themselves. Either way a place of the page takes them, and a file
// that is let go elsewhere does nothing: left to itself a browser would open it in place of the page.

import type { Given } from '../draft/keeping.svelte';
import type { Dropping, Host } from '../host';
import { filesOf } from './files';

type Take = (given: Given) => void;

/** A browser says every moment that something is dragged, and often not that it has gone. Judgement: twice Firefox's 350 ms. */
const STILL = 700;

class Drops {
  /** Something is dragged over the window that some place would take. */
  dragging = $state(false);
  /** The place it is over. */
  over: Element | undefined = $state.raw();
  /** It was let go where nothing takes it. */
  missed = $state(false);

  readonly #places = new Map<Element, Take>();
  #gone: ReturnType<typeof setTimeout> | undefined;

  /** For `use:`: this element takes files. */
  readonly place = (element: Element, take: Take) => {
    this.#places.set(element, take);
    return {
      update: (next: Take) => void this.#places.set(element, next),
      destroy: () => void this.#places.delete(element),
    };
  };

  /** Listens until what it gives back is called. */
  watch(host: Host): () => void {
    const end = host.ondrop?.(this.#native);
    const over = (event: DragEvent) => this.#overPage(event, host);
    const drop = (event: DragEvent) => void this.#dropOnPage(event, host);
    window.addEventListener('dragenter', over);
    window.addEventListener('dragover', over);
    window.addEventListener('drop', drop);
    return () => {
      end?.();
      window.removeEventListener('dragenter', over);
      window.removeEventListener('dragover', over);
      window.removeEventListener('drop', drop);
      this.#leave();
      this.missed = false;
    };
  }

  readonly #native: Dropping = {
    over: (x, y) => this.#over(document.elementFromPoint(x, y)),
    leave: () => this.#leave(),
    drop: (paths, x, y) => {
      const take = this.#takeOf(document.elementFromPoint(x, y));
      this.#leave();
      if (paths.length > 0) this.#give(take, { paths });
    },
  };

  #overPage(event: DragEvent, host: Host): void {
    if (!hasFiles(event)) {
      // A link or words that are let go beside a control would make some browsers leave the page too.
      if (!isEditable(event.target)) event.preventDefault();
      return;
    }
    event.preventDefault();
    if (host.ondrop) return;
    if (host.upload) this.#over(event.target);
    event.dataTransfer!.dropEffect = this.over ? 'copy' : 'none';
    clearTimeout(this.#gone);
    this.#gone = setTimeout(() => this.#leave(), STILL);
  }

  async #dropOnPage(event: DragEvent, host: Host): Promise<void> {
    if (!hasFiles(event)) {
      if (!isEditable(event.target)) event.preventDefault();
      return;
    }
    event.preventDefault();
    if (host.ondrop) return;
    // Once this event is over the browser takes away what was dragged, and the page perhaps the place.
    const take = this.#takeOf(event.target);
    const reading = filesOf(event.dataTransfer!);
    this.#leave();
    const files = await reading;
    if (host.upload && files.length > 0) this.#give(take, { files });
  }

  #over(target: EventTarget | null): void {
    this.dragging = this.#places.size > 0;
    this.over = this.#placeOf(target);
    this.missed = false;
  }

  #leave(): void {
    clearTimeout(this.#gone);
    this.dragging = false;
    this.over = undefined;
  }

  #give(take: Take | undefined, given: Given): void {
    this.missed = !take && this.#places.size > 0;
    if (!take) return;
    // Whoever drags does not type: what stands in a control is brought over, and the focus is free.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    take(given);
  }

  #takeOf(target: EventTarget | null): Take | undefined {
    const place = this.#placeOf(target);
    return place && this.#places.get(place);
  }

  #placeOf(target: EventTarget | null): Element | undefined {
    let at = target instanceof Element ? target : null;
    while (at && !this.#places.has(at)) at = at.parentElement;
    return at ?? undefined;
  }
}

const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;

const isEditable = (target: EventTarget | null) =>
  target instanceof Element && target.closest('input, textarea') !== null;

/** There is one pointer, as there is one page. */
export const drops = new Drops();
