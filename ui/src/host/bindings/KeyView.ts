import type { KeyShape } from "./KeyShape";

export type KeyView = { name: string, label: string, meaning: string, shape: KeyShape, words: Array<[string, string]>, usual: string, must: boolean, kinds: Array<string>, alone: boolean };
