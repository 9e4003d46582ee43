
export type DeskPiece = { text: string, filled: boolean, address: string };
