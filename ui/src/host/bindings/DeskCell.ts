import type { DeskPiece } from "./DeskPiece";

export type DeskCell = { row: number, column: number, row_span: number, column_span: number, words: string, lines: Array<Array<DeskPiece>> };
