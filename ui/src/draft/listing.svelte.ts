// What of the drafts is looked at: words, filters, order, and what is chosen. It outlives the screen, so that whoever
// comes back from a draft finds the list as it was left.

import type { CallSummary, DraftSummary } from '../host';
import { daysLeft, isStale, standingOf, yearOf, STANDINGS, type Standing } from '../words/standing';

export type Order = 'changed' | 'title' | 'closes' | 'standing';

export class Listing {
  words = $state('');
  binned = $state(false);
  /** The id of a call; empty for all. */
  call = $state('');
  year = $state('');
  /** As the drafts write it; empty for all. */
  unit = $state('');
  standing: Standing | 'stale' | '' = $state('');
  order: Order = $state('changed');
  /** Drafts that something is to be done with, by number. */
  chosen: ReadonlySet<number> = $state.raw(new Set());
  /** How far down it was scrolled. */
  top = 0;

  get isFiltered(): boolean {
    return [this.call, this.year, this.unit, this.standing].some((one) => one !== '');
  }

  clear(): void {
    [this.call, this.year, this.unit, this.standing] = ['', '', '', ''];
  }

  choose(id: number, on: boolean): void {
    const chosen = new Set(this.chosen);
    if (on) chosen.add(id);
    else chosen.delete(id);
    this.chosen = chosen;
  }

  /** The drafts that the filters leave, in the order that is wanted. */
  shown(drafts: readonly DraftSummary[], calls: readonly CallSummary[]): DraftSummary[] {
    const byId = new Map(calls.map((call) => [call.id, call]));
    const isWanted = (draft: DraftSummary) =>
      (this.call === '' || draft.call_id === this.call) &&
      (this.unit === '' || draft.unit === this.unit) &&
      (this.year === '' || yearOf(byId.get(draft.call_id), draft.call) === this.year) &&
      (this.standing === '' ||
        (this.standing === 'stale' ? isStale(draft) : standingOf(draft) === this.standing));
    const kept = drafts.filter(isWanted);
    const rank = (draft: DraftSummary) =>
      STANDINGS.findIndex(([standing]) => standing === standingOf(draft));
    const left = (draft: DraftSummary) => {
      const days = daysLeft(byId.get(draft.call_id));
      // What is over and what says no day comes behind what is still open.
      return days === undefined || days < 0 ? Infinity : days;
    };
    const by: Record<Order, (one: DraftSummary, other: DraftSummary) => number> = {
      changed: (one, other) => other.changed - one.changed,
      title: (one, other) => CHINESE.compare(one.title, other.title),
      closes: (one, other) => compare(left(one), left(other)),
      standing: (one, other) => rank(one) - rank(other),
    };
    return this.order === 'changed' ? kept : kept.sort(by[this.order]);
  }
}

const CHINESE = new Intl.Collator('zh-CN');
const compare = (one: number, other: number) => (one === other ? 0 : one < other ? -1 : 1);
