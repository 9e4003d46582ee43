import type { DeskCell } from "./DeskCell";
import type { DeskPiece } from "./DeskPiece";

export type DeskBlock = { "is": "line", line: number, words: string, pieces: Array<DeskPiece> } | { "is": "table", number: number, ruled: boolean, columns: Array<number>, heads: Array<string>, cells: Array<DeskCell> } | { "is": "broken", number: number };
