// Which fields stand beside each other: short ones that belong together, such as a beginning and an end, a sum and a
// part of it, a name and a number.

import type { FieldView } from '../../host';

type Kin = 'time' | 'count' | 'reach';

const REACH = ['person', 'phone', 'mobile', 'email', 'postcode'];

/** What a short field is about; none for one that takes a line of its own. */
function kinOf({ kind, format, help }: FieldView): Kin | undefined {
  // What is explained at length wants room.
  if (help.length > 30) return undefined;
  if (kind.is === 'month' || kind.is === 'date') return 'time';
  if (kind.is === 'integer' || kind.is === 'decimal') return 'count';
  if (kind.is === 'text' && REACH.includes(format)) return 'reach';
  return undefined;
}

/** The fields in lines: mostly one, and two that belong together. */
export function linesOf(fields: readonly FieldView[]): FieldView[][] {
  const lines: FieldView[][] = [];
  for (const field of fields) {
    const last = lines[lines.length - 1];
    const kin = kinOf(field);
    const joins = kin !== undefined && last?.length === 1 && kinOf(last[0]!) === kin;
    if (joins) last.push(field);
    else lines.push([field]);
  }
  return lines;
}
