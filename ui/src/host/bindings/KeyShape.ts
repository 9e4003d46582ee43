
export type KeyShape = "text" | "yes" | "count" | "word" | "texts" | "counts" | "free";
