// Places in values: texts as they are typed and pasted, and what they become.

import type { JsonValue } from '../../host';

/** A place of the case file. */
export type Place = { code: string | null; text: string };

const MARKS = /[、，,；;\t\r\n]+/;

/** The place in a value; an empty one where there is none. */
export function placeOf(value: JsonValue | undefined): Place {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { code: null, text: '' };
  const { code, text } = value as Record<string, JsonValue>;
  return {
    code: typeof code === 'string' ? code : null,
    text: typeof text === 'string' ? text : '',
  };
}

/** The places in a value that is a list. */
export function placesOf(value: JsonValue | undefined): Place[] {
  return Array.isArray(value) ? value.map(placeOf) : [];
}

/** Names that marks or line ends part, without their codes. */
export function namedIn(text: string): Place[] {
  return text
    .split(MARKS)
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .map((name) => ({ code: null, text: name }));
}

/** Whether a text is several places. */
export function areSeveral(text: string): boolean {
  return namedIn(text).length > 1;
}

/** A list without what was emptied, and with several places in one line parted. */
export function tidied(places: Place[]): Place[] {
  return places.flatMap((place) => {
    const named = namedIn(place.text);
    const only = named.length === 1 && named[0]?.text === place.text;
    return only ? [place] : named;
  });
}
