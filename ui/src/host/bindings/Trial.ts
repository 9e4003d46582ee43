import type { TrialFinding } from "./TrialFinding";

export type Trial = { pages: Array<string>, findings: Array<TrialFinding> };
