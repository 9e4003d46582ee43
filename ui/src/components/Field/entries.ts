// Between the shapes of the case file and the texts in controls. What is half typed stays what it is:
// Rust says whether it is right.

import type { JsonValue, OptionView } from '../../host';
import { halfWidth, writtenDate } from '../../words/written';

type Entries = Record<string, JsonValue>;

/** A value as the text of one control. */
export function asText(value: JsonValue | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function part(value: JsonValue | undefined, key: string): JsonValue | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return (value as Entries)[key];
}

/** One entry of an object as text. */
export function entryText(value: JsonValue | undefined, key: string): string {
  return asText(part(value, key));
}

/** An object with one entry changed; null where nothing stands in it any more. */
export function withEntry(
  value: JsonValue | undefined,
  keys: string[],
  key: string,
  text: string,
  empty: JsonValue,
): JsonValue {
  const entries = keys.map((name) => [name, name === key ? text : entryText(value, name)] as const);
  if (entries.every(([, entry]) => entry === '')) return null;
  return Object.fromEntries(entries.map(([name, entry]) => [name, entry === '' ? empty : entry]));
}

/** Year, month and day of "2018-05" or "2018-05-20", as they are typed; zeros in front are left out. */
export function dateParts(text: string, count: number): string[] {
  const parts = text.split('-');
  if (parts.length > count) return [text, ...Array<string>(count - 1).fill('')];
  const short = (part: string) => part.replace(/^0(?=\d)/, '');
  return Array.from({ length: count }, (_, at) =>
    at === 0 ? (parts[0] ?? '') : short(parts[at] ?? ''),
  );
}

/**
 * The other way: "2018", "5" give "2018-05"; nothing gives null. What is pasted into the first control may be the
 * whole date in any way of writing it, or a whole period, which Rust takes apart.
 */
export function joinDate(parts: string[]): JsonValue {
  const typed = parts.map((part) => halfWidth(part).trim());
  if (typed.every((part) => part === '')) return null;
  const [first = '', ...others] = typed;
  const whole = writtenDate(first, parts.length === 3 ? 3 : 2);
  if (whole) return whole.join('-');
  // Nothing is put behind what is more than a year, so that it stands as it was typed: a day where a month is asked,
  // which Rust tells, or a period.
  if (others.every((part) => part === '') && !/^\d{0,4}年?$/.test(first)) return parts[0]!.trim();
  // The units that stand beside the controls.
  const bare = typed.map((part, at) => part.replace(UNIT_BEHIND[at]!, '$1'));
  const [year = '', ...rest] = bare;
  return [year, ...rest.map((part) => (/^\d$/.test(part) ? `0${part}` : part))].join('-');
}

const UNIT_BEHIND = [/^(\d+)年$/, /^(\d+)月$/, /^(\d+)[日号]$/];

/** The ids chosen, in the order of the options. */
export function toggled(
  value: JsonValue | undefined,
  options: OptionView[],
  id: string,
  on: boolean,
): JsonValue {
  const chosen = new Set(Array.isArray(value) ? value.map(asText) : []);
  if (on) chosen.add(id);
  else chosen.delete(id);
  const ids = options.map((option) => option.id).filter((option) => chosen.has(option));
  return ids.length > 0 ? ids : null;
}
