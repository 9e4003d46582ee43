import type { DeskBlock } from "./DeskBlock";
import type { DeskTable } from "./DeskTable";

export type DeskForm = { id: string, title: string, table: DeskTable, blocks: Array<DeskBlock>, unplaced: Array<string>, toml: string, grid: string };
