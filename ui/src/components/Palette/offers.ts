// What the screen that is shown offers to be found by Ctrl+K: what can be done there, and where one can go.

/** Something that can be done or gone to. */
export interface Offer {
  words: string;
  /** What is said of it behind that, where there is room. */
  more?: string;
  /** What kind of thing it is: 命令、栏目、草稿、单位、地区、征集、通知. */
  kind: string;
  /** The keys that do the same. */
  keys?: string;
  /** There only for somebody who looks for it: it is one of many. */
  searched?: boolean;
  run: () => void;
}

/** What screens offer, by screen. */
const all: Record<string, () => Offer[]> = {};

/** Offers something as long as the screen is there; gives what ends it. */
export function offer(screen: string, offers: () => Offer[]): () => void {
  all[screen] = offers;
  return () => {
    if (all[screen] === offers) delete all[screen];
  };
}

/** Everything that is offered now. */
export const offered = (): Offer[] => Object.values(all).flatMap((offers) => offers());

/** Whether a text holds all that is looked for, in any case and width. */
export function holds(text: string, words: string): boolean {
  const folded = (one: string) => one.normalize('NFKC').toLowerCase();
  return folded(words)
    .split(/\s+/)
    .every((part) => folded(text).includes(part));
}

/** Those whose words hold all that is looked for. What is one of many is there only for somebody who looks. */
export function fitting(offers: readonly Offer[], words: string): Offer[] {
  const looks = words.trim() !== '';
  return offers.filter(
    ({ kind, words: own, more = '', searched = false }) =>
      (looks || !searched) && holds(`${kind} ${own} ${more}`, words),
  );
}
