
export type TrialFinding = { code: string, stops: boolean, label: string, message: string };
