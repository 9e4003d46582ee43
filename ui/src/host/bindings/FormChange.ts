import type { CellAt } from "./CellAt";
import type { CellChange } from "./CellChange";
import type { EntryView } from "./EntryView";

export type FormChange = { "is": "set", address: string, key: string, entry: EntryView | null } | { "is": "set_kind", address: string, kind: string } | { "is": "add_part", key: string, kind: string, words: string, behind: number | null, cell: CellAt | null } | { "is": "put_part", address: string, cell: CellAt } | { "is": "remove_part", address: string } | { "is": "add_table", parent: string, key: string, at: number, entries: { [key in string]: EntryView } } | { "is": "remove_table", address: string } | { "is": "move_table", address: string, to: number } | { "is": "cells", table: number, how: CellChange } | { "is": "set_line", line: number, words: string } | { "is": "insert_line", after: number | null, words: string } | { "is": "set_text", file: string, text: string };
