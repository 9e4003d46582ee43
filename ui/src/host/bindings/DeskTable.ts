import type { EntryView } from "./EntryView";

export type DeskTable = { address: string, key: string, entries: { [key in string]: EntryView }, below: Array<DeskTable> };
