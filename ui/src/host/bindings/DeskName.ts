
export type DeskName = { route: string, name: string };
