
export type CellAt = { table: number, row: number, column: number };
