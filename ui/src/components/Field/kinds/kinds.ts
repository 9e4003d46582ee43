// The one list of kinds: which control each has, and how a field with it reads. A kind that Rust adds does not
// compile until it stands here.

import type { Component } from 'svelte';
import type { FieldView, JsonValue } from '../../../host';
import { CELLS, type CellReader } from '../../../words/rows';
import Choice from './Choice.svelte';
import Choices from './Choices.svelte';
import Contact from './Contact.svelte';
import type { ControlProps, KindName } from './control';
import Date from './Date.svelte';
import Links from './Links.svelte';
import LongText from './LongText.svelte';
import Month from './Month.svelte';
import Number from './Number.svelte';
import NumberOrRegions from './NumberOrRegions.svelte';
import Period from './Period.svelte';
import Photo from './Photo.svelte';
import Region from './Region.svelte';
import Regions from './Regions.svelte';
import Rows from './Rows.svelte';
import Text from './Text.svelte';
import YesNo from './YesNo.svelte';

export interface Kind<K extends KindName> {
  control: Component<ControlProps<K>>;
  /** One control, which the label of the field names; several are a group under it. */
  single?: boolean;
  /** A list: what is to be said of a part of it stands at that part. */
  inParts?: boolean;
  /** How a cell of a spreadsheet that is pasted into a list of rows reads in it; none where it takes no text. */
  cell?: CellReader;
  /** What helps with every field of this kind. */
  help?: string;
}

export const KINDS: { [K in KindName]: Kind<K> } = {
  text: { control: Text, single: true, cell: CELLS.line },
  long_text: { control: LongText, single: true, cell: CELLS.lines },
  opinion: { control: LongText, single: true, cell: CELLS.lines },
  integer: { control: Number, single: true, cell: CELLS.figure },
  decimal: { control: Number, single: true, cell: CELLS.figure },
  month: { control: Month, cell: CELLS.month },
  date: { control: Date, cell: CELLS.day },
  period: { control: Period, cell: CELLS.period },
  choice: { control: Choice, cell: CELLS.option },
  choices: { control: Choices, cell: CELLS.options },
  yes_no: { control: YesNo, cell: CELLS.yesNo },
  contact: { control: Contact, cell: CELLS.person },
  region: {
    control: Region,
    single: true,
    cell: CELLS.place,
    help: '可以从列表里选，也可以在后面接着写村名。',
  },
  regions: {
    control: Regions,
    inParts: true,
    cell: CELLS.places,
    help: '可以从列表里选，选好后光标留在地名后面，可以接着写村名，按回车再加一个；几个地区可以一次粘贴，用顿号隔开。',
  },
  number_or_regions: {
    control: NumberOrRegions,
    inParts: true,
    help: '列了名单，就不再用数量；几个地区可以一次粘贴，用顿号隔开。',
  },
  photo: { control: Photo, single: true },
  rows: { control: Rows, inParts: true },
  links: { control: Links, inParts: true, cell: CELLS.addresses, help: '可以一次粘贴几个网址。' },
};

/** What a cell of a spreadsheet becomes in a column. */
export function cellValue(column: FieldView, cell: string): JsonValue | undefined {
  return KINDS[column.kind.is].cell?.(column, cell);
}
