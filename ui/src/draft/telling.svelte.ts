// What of the findings is told now. Nobody is told what is wrong with a word that is half typed, nor that a field is
// empty that was not reached yet: what comes up while somebody types waits until the control is left, and what is
// missing until its field was left or all was checked.

import type { FindingView } from '../host';

const isSame = (one: FindingView, other: FindingView) =>
  one.code === other.code && one.path === other.path;

/** A place in which something was typed, and what was told when that began. */
interface Typing {
  place: EventTarget;
  told: readonly FindingView[];
}

export class Telling {
  /** Fields and rows that were left or asked about. */
  seen: Record<string, boolean> = $state({});
  /** Everything was asked for: what is missing is told too. */
  checked = $state(false);
  #typing: Typing | undefined = $state.raw();

  /** Something is typed in a place; `now` is what is told. */
  types(place: EventTarget, now: readonly FindingView[]): void {
    if (this.#typing?.place !== place) this.#typing = { place, told: now };
  }

  /** A place was left. */
  leaves(place: EventTarget | null): void {
    if (this.#typing?.place === place) this.#typing = undefined;
  }

  /** Tells everything that is to be done. */
  check(): void {
    this.checked = true;
    this.#typing = undefined;
  }

  /** What is told of the findings. What is mended goes at once; what comes, comes when the control is left. */
  of(findings: readonly FindingView[]): readonly FindingView[] {
    const typing = this.#typing;
    if (!typing) return findings.filter((finding) => this.#isDue(finding));
    return typing.told.filter((told) => findings.some((finding) => isSame(told, finding)));
  }

  #isDue({ missing, path }: FindingView): boolean {
    const row = path.split('/').slice(0, 2).join('/');
    return !missing || this.checked || this.seen[path] === true || this.seen[row] === true;
  }
}

const TYPED = 'textarea, input[type=text], input[type=search], input:not([type])';

/** Hears which control somebody types in, and when it is left; gives what ends it. */
export function hearTyping(
  telling: Telling,
  now: () => readonly FindingView[],
  afterPress: (work: () => void) => void,
): () => void {
  // Year and month are two controls of one field: between them nothing is left.
  const placeOf = (target: Element) => target.closest('[data-field]') ?? target;
  const input = ({ target }: Event) => {
    if (target instanceof Element && target.matches(TYPED)) telling.types(placeOf(target), now());
  };
  const leave = ({ target, relatedTarget }: FocusEvent) => {
    if (!(target instanceof Element)) return;
    const place = placeOf(target);
    // A button or a list of ticks that stands in the field is no more of what is typed.
    const goesOn = relatedTarget instanceof Element && relatedTarget.matches(TYPED);
    const stays = goesOn && placeOf(relatedTarget) === place;
    if (!stays) afterPress(() => telling.leaves(place));
  };
  // Before the control hears of it itself: what it tells is typed already.
  window.addEventListener('input', input, true);
  window.addEventListener('focusout', leave, true);
  return () => {
    window.removeEventListener('input', input, true);
    window.removeEventListener('focusout', leave, true);
  };
}
