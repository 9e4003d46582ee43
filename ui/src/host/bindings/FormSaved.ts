import type { CallSummary } from "./CallSummary";
import type { FormDeskView } from "./FormDeskView";

export type FormSaved = { view: FormDeskView, kept_for: number, calls: Array<CallSummary> };
