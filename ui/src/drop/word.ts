// Word files among what is chosen or dropped.

import type { Given } from '../draft/keeping.svelte';
import type { WordSource } from '../host';
import { inBase64 } from '../words/base64';

/** By its name; what it is by its content the program says. */
export const isWord = (name: string) => /\.(docx?|wps|dotx?|docm)$/i.test(name);

/** The only Word file of what was dropped; nothing where there is none, or several. */
export async function wordOf(given: Given): Promise<WordSource | undefined> {
  if ('paths' in given) {
    const [file, ...others] = given.paths.filter(isWord);
    return file !== undefined && others.length === 0 ? { file } : undefined;
  }
  const [file, ...others] = given.files.filter(({ name }) => isWord(name));
  return file && others.length === 0 ? { bytes: await inBase64(file) } : undefined;
}
