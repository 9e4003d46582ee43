// What the screen that is shown offers to be found by Ctrl+K: what can be done there, and where one can go.

/** Something that can be done or gone to. */
export interface Offer {
  words: string;
  /** What kind of thing it is: 命令、栏目、草稿、征集. */
  kind: string;
  /** The keys that do the same. */
  keys?: string;
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

/** Those whose words hold all that is looked for, in any case and width. */
export function fitting(offers: readonly Offer[], words: string): Offer[] {
  const folded = (text: string) => text.normalize('NFKC').toLowerCase();
  const parts = folded(words).split(/\s+/).filter(Boolean);
  return offers.filter((one) => {
    const text = folded(`${one.kind} ${one.words}`);
    return parts.every((part) => text.includes(part));
  });
}
