import type { DeskFault } from "./DeskFault";
import type { DeskForm } from "./DeskForm";
import type { DeskName } from "./DeskName";
import type { DeskTable } from "./DeskTable";

export type FormDeskView = { call: string, state: number, title: string, undo: string | null, redo: string | null, unsaved: boolean, in_use: number, copied_from: string, differs: Array<string>, table: DeskTable, toml: string, forms: Array<DeskForm>, foreign_forms: Array<string>, faults: Array<DeskFault>, names: Array<DeskName>, messages: Array<string> };
