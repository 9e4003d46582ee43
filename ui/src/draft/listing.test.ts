import { expect, test } from 'vitest';
import { exampleCall, exampleSummary } from '../host/fake';
import { Listing } from './listing.svelte';

const drafts = [
  exampleSummary({ id: 1, unit: '甲县商务局' }),
  exampleSummary({ id: 2, unit: '乙县商务局', problems: 0 }),
  exampleSummary({ id: 3, unit: '甲县商务局', problems: 0 }),
];
const shown = (listing: Listing) => listing.shown(drafts, [exampleCall()]).map(({ id }) => id);

test('filters hold together, and all go at once', () => {
  const listing = new Listing();
  expect(listing.isFiltered).toBe(false);
  listing.unit = '甲县商务局';
  expect(shown(listing)).toEqual([1, 3]);
  listing.standing = 'ready';
  expect(shown(listing)).toEqual([3]);
  expect(listing.isFiltered).toBe(true);
  listing.clear();
  expect(shown(listing)).toEqual([1, 2, 3]);
});
