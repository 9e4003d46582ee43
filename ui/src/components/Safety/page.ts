// The page about safety, which README links to, as headings with their points: one text for both.

import text from '../../../../assets/SAFETY.md?raw';

export interface Chapter {
  title: string;
  points: string[];
}

/** The chapters of a page written with `## ` and `- `; what stands before the first is for readers of the file. */
export function chapters(page: string): Chapter[] {
  const found: Chapter[] = [];
  for (const line of page.split('\n')) {
    if (line.startsWith('## ')) found.push({ title: line.slice(3), points: [] });
    else if (line.startsWith('- ')) found.at(-1)?.points.push(line.slice(2).replaceAll('`', ''));
  }
  return found;
}

export const SAFETY = chapters(text);
