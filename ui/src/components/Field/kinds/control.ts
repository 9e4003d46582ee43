// What the control of every kind is given.

import type { OpenDraft } from '../../../draft/draft.svelte';
import type { FieldView, JsonValue, KindView } from '../../../host';

/** The kinds of fields by their names. */
export type KindName = KindView['is'];

type Kinds = { [V in KindView as V['is']]: V };

/** A field of one of these kinds. */
export type FieldOf<K extends KindName> = FieldView & { kind: Kinds[K] };

export interface ControlProps<K extends KindName = KindName> {
  field: FieldOf<K>;
  value: JsonValue | undefined;
  /** Where it is in the case, such as `start` or `liaisons/2/mobile`. */
  path: string;
  /** The control's own, made of the path; a second control of the field adds to it. */
  id: string;
  /** Ids of what explains the control. */
  describedby: string | undefined;
  invalid: boolean;
  draft: OpenDraft;
  /** Grows when another row's values have moved here. */
  moved: number;
  /** Grows when a control is to show its value although it has the focus. */
  rewritten: number;
  /** Stands in a table, whose columns say how wide it is. */
  inside: boolean;
  onentry: (entry: JsonValue) => void;
}
