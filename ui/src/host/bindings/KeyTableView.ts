import type { KeyView } from "./KeyView";

export type KeyTableView = { path: string, title: string, several: boolean, keys: Array<KeyView> };
