// Where on the paper a field, a row or a block stands: what is filled in is to be seen beside it.

import type { PageView } from '../../host';

/** A page, counted from 0, and how far from its top. */
export interface Spot {
  page: number;
  y: number;
}

/** Where a path begins on each page that has it; where the path is on none, what is above it. */
export function spotsOf(pages: readonly PageView[], path: string): Spot[] {
  const parts = path.split('/').filter(Boolean);
  for (let length = parts.length; length > 0; length -= 1) {
    const above = parts.slice(0, length).join('/');
    const spots = pages.flatMap(({ places }, page) => {
      const y = places[above];
      return y === undefined ? [] : [{ page, y }];
    });
    if (spots.length > 0) return spots;
  }
  return [];
}
