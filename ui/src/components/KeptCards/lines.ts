// What a card says of a field, as lines to type in: a text is one, a person with a number two. Places and what else has
// parts that are chosen are shown only.

import type { JsonValue } from '../../host';

export interface CardLine {
  key: 'text' | 'name' | 'phone';
  /** Which part of the field it is; empty for all. */
  of: string;
  text: string;
}

type Person = { name?: JsonValue; phone?: JsonValue };

const personOf = (entry: JsonValue): Person | undefined => {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return undefined;
  return 'name' in entry || 'phone' in entry ? (entry as Person) : undefined;
};
const words = (entry: JsonValue | undefined) => (typeof entry === 'string' ? entry : '');

export function linesOf(entry: JsonValue): CardLine[] {
  if (typeof entry === 'string') return [{ key: 'text', of: '', text: entry }];
  const person = personOf(entry);
  if (!person) return [];
  return [
    { key: 'name', of: '的姓名', text: words(person.name) },
    { key: 'phone', of: '的电话', text: words(person.phone) },
  ];
}

/** The entry with what was typed in one of its lines. */
export function withLine(entry: JsonValue, key: string, text: string): JsonValue {
  const person = personOf(entry);
  return person ? { name: words(person.name), phone: words(person.phone), [key]: text } : text;
}
