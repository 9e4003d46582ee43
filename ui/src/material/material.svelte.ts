// The material of an open draft. Each block is held by an object of its own, so that typing in one draws
// no other, and so that a block keeps its control while others come and go above it.

import type { JsonValue } from '../host';
import { countZi } from '../words/zi';
import type { Block, Material } from './blocks';
import { blocksEntry, isSame, materialOf, textsOf } from './blocks';

let last = 0;

/** A block with its place on the screen. */
export class Held {
  readonly key: number = (last += 1);
  block: Block = $state.raw() as Block;
  /** What Rust last said it is. */
  told: Block;
  readonly zi: number = $derived(
    textsOf(this.block).reduce((sum, text) => sum + countZi(text).zi, 0),
  );

  constructor(block: Block) {
    this.block = block;
    this.told = block;
  }

  /** Whether it is the block that Rust tells. */
  is(block: Block): boolean {
    return isSame(this.told, block) || isSame(this.block, block);
  }
}

/** The material of an open draft. */
export class OpenMaterial {
  is: Material['is'] = $state('none');
  /** The name of the PDF. */
  pdf = $state('');
  held: Held[] = $state.raw([]);
  readonly zi: number = $derived(this.held.reduce((sum, { zi }) => sum + zi, 0));

  /** What `edit` takes for the whole. */
  get entry(): JsonValue {
    if (this.is === 'pdf') return { pdf: this.pdf };
    return this.is === 'blocks' ? blocksEntry(this.held.map(({ block }) => block)) : null;
  }

  /** The number of a block in `material/3`; 0 where it is there no more. */
  numberOf(held: Held): number {
    return this.held.indexOf(held) + 1;
  }

  /** Puts the blocks in this order. */
  arrange(held: Held[]): void {
    this.is = 'blocks';
    this.held = held;
  }

  /** Takes what Rust tells; the blocks in `typed` have words on their way that are later. */
  take(json: JsonValue, typed: ReadonlySet<Held> = new Set()): void {
    const material = materialOf(json);
    this.is = material.is;
    this.pdf = material.is === 'pdf' ? material.name : '';
    const next = matched(this.held, material.is === 'blocks' ? material.blocks : []);
    next.forEach(([held, block]) => {
      held.told = block;
      if (!typed.has(held) && !isSame(held.block, block)) held.block = block;
    });
    const isAsBefore =
      next.length === this.held.length && next.every(([held], at) => held === this.held[at]);
    if (!isAsBefore) this.held = next.map(([held]) => held);
  }
}

/** Finds for each block the one that held it: from both ends, and what lies between in its order. */
function matched(held: readonly Held[], blocks: readonly Block[]): [Held, Block][] {
  const most = Math.min(held.length, blocks.length);
  let first = 0;
  while (first < most && held[first]!.is(blocks[first]!)) first += 1;
  let end = 0;
  while (end < most - first && held[held.length - 1 - end]!.is(blocks[blocks.length - 1 - end]!))
    end += 1;
  const between = held.slice(first, held.length - end);
  return blocks.map((block, at) => {
    if (at < first) return [held[at]!, block];
    const fromEnd = blocks.length - at;
    if (fromEnd <= end) return [held[held.length - fromEnd]!, block];
    return [between[at - first] ?? new Held(block), block];
  });
}
