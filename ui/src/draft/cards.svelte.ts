// Units and people who were filled in before: offered where a draft has none of them yet, so that nothing is typed twice.

import type { CardKind, CardView, Host, JsonValue, KeptCardsView } from '../host';
import type { OpenDraft } from './draft.svelte';

export class Cards {
  all: CardView[] = $state.raw([]);
  /** Whether those that are kept are looked through. */
  open = $state(false);
  readonly #host: Host;
  readonly #draft: OpenDraft;

  constructor(host: Host, draft: OpenDraft) {
    this.#host = host;
    this.#draft = draft;
  }

  /** Hears of them. Where that fails, everything can be typed all the same. */
  async look(): Promise<void> {
    try {
      this.all = await this.#host.ask({ ask: 'known_cards', draft: this.#draft.id });
    } catch {
      this.all = [];
    }
  }

  /** Those that are kept, and those that could be, with what this draft says now. */
  async kept(): Promise<KeptCardsView> {
    await this.#draft.settled();
    return this.#host.ask({ ask: 'kept_cards', draft: this.#draft.id });
  }

  /** Keeps whom this draft names. */
  keep(kind: CardKind): Promise<KeptCardsView> {
    return this.#changed(this.#host.ask({ ask: 'keep_card', draft: this.#draft.id, kind }));
  }

  /** Puts right what is kept. */
  change(card: number, field: string, entry: JsonValue): Promise<KeptCardsView> {
    const request = { ask: 'change_card', draft: this.#draft.id, card, field, entry } as const;
    return this.#changed(this.#host.ask(request));
  }

  /** Keeps somebody no longer. */
  drop(card: number): Promise<KeptCardsView> {
    return this.#changed(this.#host.ask({ ask: 'drop_card', draft: this.#draft.id, card }));
  }

  async #changed(asked: Promise<KeptCardsView>): Promise<KeptCardsView> {
    const view = await asked;
    void this.look();
    return view;
  }

  /** Those that are offered at a field: the first of theirs that is shown, while all of theirs are empty. */
  at(field: string): CardView[] {
    return this.all.filter((card) => {
      const shown = this.#shown(card);
      return shown[0]?.field === field && shown.every((one) => this.#isEmpty(one.field));
    });
  }

  /** Puts everything of a card into its fields; says what was done. */
  take(card: CardView): string {
    const shown = this.#shown(card);
    for (const { field, entry } of shown) this.#draft.put(field, entry);
    return `填入了 ${shown.length} 栏：${shown.map(({ label }) => label).join('、')}。`;
  }

  #shown({ fields }: CardView) {
    return fields.filter(({ field }) => this.#draft.states[field]?.visible ?? true);
  }

  #isEmpty(field: string): boolean {
    const value = this.#draft.values[field];
    const parts = typeof value === 'object' && value !== null ? Object.values(value) : [value];
    return parts.every((part) => part === undefined || part === null || part === '');
  }
}
