
export type EntryView = boolean | number | string | Array<string> | Array<number>;
