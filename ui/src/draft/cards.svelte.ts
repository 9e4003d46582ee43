// Units and people who were filled in before: offered where a draft has none of them yet, so that nothing is typed twice.

import type { CardView, Host } from '../host';
import type { OpenDraft } from './draft.svelte';

export class Cards {
  all: CardView[] = $state.raw([]);
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
