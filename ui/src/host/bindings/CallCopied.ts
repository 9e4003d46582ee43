import type { CallSummary } from "./CallSummary";

export type CallCopied = { call: string, calls: Array<CallSummary> };
