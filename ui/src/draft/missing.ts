// Files that a case file names and that did not come with it: they lie in a folder beside it, which was left behind.

import type { AttachmentView, JsonValue } from '../host';
import { entriesOf } from './attached';
import type { OpenDraft } from './draft.svelte';

/** Names that are of files in a folder and have no file. */
export function missingOf(
  attachments: readonly AttachmentView[],
  material: JsonValue,
  there: { [name in string]?: number },
): string[] {
  const alone = attachments.filter(({ bytes }) => bytes === null).map(({ path }) => path);
  const inMaterial = pathsIn(material).filter((path) => there[path] === undefined);
  return [...new Set([...alone, ...inMaterial])].filter((path) => /[\\/]/.test(path));
}

/** The folders that they lie in, as the case file says. */
export const foldersOf = (missing: readonly string[]) => [
  ...new Set(missing.map((path) => path.replace(/[\\/][^\\/]*$/, ''))),
];

/** What came of looking for them. */
export interface Brought {
  /** How many were taken. */
  count: number;
  /** Those of which there was only another file of the same name. */
  other: string[];
  /** A sentence for each that could not be read. */
  refused: string[];
}

/** Takes files that did not come with their case from a folder. */
export async function bringMissing(
  draft: OpenDraft,
  folder: string,
  missing: readonly string[],
): Promise<Brought> {
  const there = await draft.keeping.findMissing(folder, [...missing]);
  const found = new Map<string, string>();
  const refused: string[] = [];
  for (const { name, place } of there.found) {
    const kept = await draft.keeping.keep({ paths: [place] }, 'attachments');
    if (kept.names[0]) found.set(name, kept.names[0]);
    refused.push(...kept.refused);
  }
  put(draft, 'attachments', entriesOf(draft.attachments), found);
  put(draft, 'material', draft.material.entry, found);
  await draft.settled();
  return { count: found.size, other: there.other, refused };
}

function put(draft: OpenDraft, address: string, entry: JsonValue, names: Map<string, string>) {
  const next = renamed(entry, names);
  if (JSON.stringify(next) !== JSON.stringify(entry)) draft.edit(address, next);
}

/** The same entry with other names for files. */
function renamed(entry: JsonValue, names: ReadonlyMap<string, string>): JsonValue {
  if (Array.isArray(entry)) return entry.map((one) => renamed(one, names));
  if (typeof entry !== 'object' || entry === null) return entry;
  return Object.fromEntries(
    Object.entries(entry).map(([key, value]) => {
      const isName = (key === 'path' || key === 'pdf') && typeof value === 'string';
      return [key, isName ? (names.get(value) ?? value) : renamed(value ?? null, names)];
    }),
  );
}

function pathsIn(entry: JsonValue): string[] {
  if (Array.isArray(entry)) return entry.flatMap(pathsIn);
  if (typeof entry !== 'object' || entry === null) return [];
  return Object.entries(entry).flatMap(([key, value]) =>
    (key === 'path' || key === 'pdf') && typeof value === 'string' && value !== ''
      ? [value]
      : pathsIn(value ?? null),
  );
}
