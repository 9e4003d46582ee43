// What a block can ask of the list it stands in. One object for all blocks, so that none is drawn again
// when another changes.

import type { Given } from '../../draft/keeping.svelte';
import type { Shape } from '../../material/arrange';
import type { Block, BlockKind } from '../../material/blocks';
import type { Held } from '../../material/material.svelte';
import type { Pasted, Range } from './pasting';

export interface Commands {
  /** What was typed. */
  put(held: Held, block: Block): void;
  /** What is a step of its own: rows and columns, pasted cells, whether a list is numbered. */
  change(held: Held, block: Block): void;
  add(after: Held | undefined, kind: BlockKind): void;
  /** Parts a heading at the cursor; what stands behind it becomes a paragraph. */
  part(held: Held, text: string, at: number): void;
  /** Puts blocks in the place of one. */
  replace(held: Held, blocks: Block[], said: string): void;
  /** Puts what was pasted in the place of what is selected in the words of a block, and parts it there. */
  paste(held: Held, pasted: Pasted, range: Range): void;
  reshape(held: Held, shape: Shape): void;
  /** The focus goes to what follows, or with `back` to the end of what stands before. */
  remove(held: Held, back?: boolean): void;
  move(held: Held, by: 1 | -1): void;
  /** Brings the focus to the block above or below; false where there is none. */
  step(held: Held, by: 1 | -1): boolean;
  /** Chooses files: the first for this block, a block below for each further one. */
  choosePictures(held: Held): void;
  /** Takes files that were dropped on it in the same way. */
  takePictures(held: Held, given: Given): void;
  /** Opens or closes the kinds to add below. */
  open(held: Held): void;
  say(words: string): void;
}
