// The form as a map: its parts in their order, how far each is, and what is to be done in it. Rust says what is asked
// for and what is wrong; here it is only put beside the part that it belongs to.

import type { FieldView, FindingView, FormView, GroupView, JsonValue } from '../host';
import type { OpenDraft } from './draft.svelte';

/** ○ ◐ ✗ ✓ */
export type Standing = 'empty' | 'begun' | 'wrong' | 'done';

export interface Section {
  /** The path at which it begins; empty for what is about the whole. */
  id: string;
  title: string;
  /** The paths in it, without what is below them. */
  roots: string[];
  /** What of it is to be told, in the form's order. */
  found: FindingView[];
  standing: Standing;
  /** How many of its fields are asked for, and how many of those are right. */
  asked: number;
  right: number;
  /** What is asked for, is not there yet, and is not told one by one. */
  missing: string[];
}

/** A part of the form before anything is looked up. */
interface Part {
  title: string;
  roots: string[];
  /** Nothing of it is asked for until something of it is there. */
  optional?: boolean;
}

const isLong = ({ kind }: FieldView) => kind.is === 'long_text' || kind.is === 'opinion';

/** A label without what it says in brackets: the map has little room. */
const short = (label: string) =>
  label
    .replace(/[（(][^（）()]*[）)]/g, '')
    .replace(/[：:]\s*$/, '')
    .trim() || label;

/** A group without a name is called by the form, and from a long text on by that. */
function partsOfGroup(form: FormView, { title, fields }: GroupView, isFirst: boolean): Part[] {
  if (title) return [{ title, roots: idsOf(fields) }];
  const runs: FieldView[][] = [];
  for (const field of fields) {
    if (runs.length === 0 || isLong(field)) runs.push([field]);
    else runs[runs.length - 1]!.push(field);
  }
  return runs.map((run, at) => ({
    title: isFirst && at === 0 ? form.title : short(run[0]!.label),
    roots: idsOf(run),
  }));
}

const idsOf = (fields: FieldView[]) => fields.map(({ id }) => id);

const whole = (title: string, { groups, optional }: FormView): Part => ({
  title,
  roots: idsOf(groups.flatMap(({ fields }) => fields)),
  optional,
});

/** The fields that are shown by the route that is chosen. */
export function fieldsOf(draft: OpenDraft): FieldView[] {
  const all = draft.forms.flatMap(({ groups }) => groups.flatMap(({ fields }) => fields));
  return [...draft.view.beside, ...all].filter(({ id }) => draft.states[id]?.visible ?? true);
}

/** The parts as they stand below each other; the same order as in `Fields.svelte`. */
function partsOf(draft: OpenDraft): Part[] {
  const { view } = draft;
  const isShown = (id: string) => draft.states[id]?.visible ?? true;
  const forms = draft.forms.filter(({ groups }) => groups.length > 0);
  const asked = forms.filter(({ per, optional }) => per === 'case' && !optional);
  const roundups = forms.filter(({ per, optional }) => per === 'roundup' && !optional);
  const fields: Part[] = [
    { title: '通知另外要问的', roots: idsOf(view.beside) },
    ...asked.flatMap((form) =>
      form.groups.flatMap((group, at) => partsOfGroup(form, group, at === 0)),
    ),
    ...roundups.map((form) => whole('汇总表', form)),
    ...forms.filter(({ optional }) => optional).map((form) => whole(form.title, form)),
  ].map((part) => ({ ...part, roots: part.roots.filter(isShown) }));
  const shown = new Set(fields.flatMap(({ roots }) => roots));
  const lists = view.checklists.filter(({ field }) => field === null || !shown.has(field));
  const answers = (items: { id: string }[]) => items.map(({ id }) => `answers/${id}`);
  return [
    { title: '申报方式', roots: ['route'] },
    ...fields,
    { title: view.material_name, roots: ['material', 'appendix'] },
    { title: '声明', roots: answers(view.declarations) },
    { title: '逐条对照', roots: answers(lists.flatMap(({ items }) => items)) },
    { title: '附件', roots: ['attachments'] },
  ].filter(({ roots }) => roots.length > 0);
}

const isFilled = (value: JsonValue | undefined): boolean =>
  typeof value === 'object' && value !== null
    ? Object.values(value).some((one) => isFilled(one ?? undefined))
    : value !== undefined && value !== null && value !== '';

const isTicked = ({ answers }: OpenDraft, root: string) => answers[root.slice(8)] === true;
const isAnswer = (root: string) => root.startsWith('answers/');

function isBegun(draft: OpenDraft, root: string): boolean {
  if (root === 'attachments') return draft.attachments.length > 0;
  if (root === 'material') return draft.material.is !== 'none';
  if (isAnswer(root)) return isTicked(draft, root);
  return root === 'route' || isFilled(draft.values[root]);
}

/** The part of a path that a section knows: `rows/2/mobile` is in `rows`, `answers/true` in itself. */
export function rootOf(path: string): string {
  const [first = '', second] = path.replace(/^cases\/\d+\//, '').split('/');
  return first === 'answers' && second ? `${first}/${second}` : first;
}

const isAsked = (draft: OpenDraft, root: string) =>
  isAnswer(root) || ['yes', 'with_reason'].includes(draft.states[root]?.required ?? 'no');

/** Where each path stands: the number of its part, and its own in the order of all. */
function placesIn(draft: OpenDraft, parts: Part[]): Map<string, { part: number; at: number }> {
  const places = new Map<string, { part: number; at: number }>();
  parts.forEach(({ roots }, part) =>
    roots.forEach((root) => places.set(root, { part, at: places.size + 1 })),
  );
  // A list about a field stands at that field.
  for (const { field, items } of draft.view.checklists) {
    const place = places.get(field ?? '');
    for (const { id } of place ? items : []) places.set(`answers/${id}`, place!);
  }
  return places;
}

/** The parts of the form, with what is to be told in each. What belongs to none stands before them. */
export function sectionsOf(draft: OpenDraft): Section[] {
  const parts = partsOf(draft);
  const places = placesIn(draft, parts);
  const placeOf = ({ path }: FindingView) => places.get(rootOf(path)) ?? { part: -1, at: 0 };
  // What is missing is one line until everything is checked.
  const isLine = ({ missing }: FindingView) => missing && !draft.telling.checked;
  const told = draft.told
    .filter((finding) => !isLine(finding))
    .sort((one, other) => placeOf(one).at - placeOf(other).at);
  const stops = draft.findings.filter(({ level }) => level === 'stops');
  const wrong = new Set(stops.map(({ path }) => rootOf(path)));

  const sections = parts.map(({ title, roots, optional }, number): Section => {
    const found = told.filter((finding) => placeOf(finding).part === number);
    const wanting = stops.filter((finding) => placeOf(finding).part === number);
    const begun = roots.some((root) => isBegun(draft, root));
    const asked = optional && !begun ? [] : roots.filter((root) => isAsked(draft, root));
    const right = asked.filter((root) =>
      isAnswer(root) ? isTicked(draft, root) : !wrong.has(root),
    ).length;
    const isWhole = wanting.length === 0 && right === asked.length && (begun || asked.length > 0);
    return {
      id: roots[0]!,
      title,
      roots,
      found,
      standing: found.some(({ level }) => level === 'stops')
        ? 'wrong'
        : isWhole
          ? 'done'
          : begun
            ? 'begun'
            : 'empty',
      asked: asked.length,
      right,
      missing: [...new Set(wanting.filter(isLine).map(({ path }) => rootOf(path)))],
    };
  });
  // What is only said about the whole stands at its head.
  const elsewhere = told.filter(
    (finding) => placeOf(finding).part < 0 && finding.level !== 'informs',
  );
  if (elsewhere.length === 0) return sections;
  const first: Section = {
    id: '',
    title: `整份${draft.view.call.thing}`,
    roots: [''],
    found: elsewhere,
    standing: elsewhere.some(({ level }) => level === 'stops') ? 'wrong' : 'done',
    asked: 0,
    right: 0,
    missing: [],
  };
  return [first, ...sections];
}

/** The section that a path is in, by its id; none where it is in none. */
export function sectionAt(sections: readonly Section[], path: string): string | undefined {
  const root = rootOf(path);
  return sections.find(({ roots }) => roots.includes(root))?.id;
}

/**
 * Where the next thing is that is to be done, or the one before: of what is told, else of what is missing. `at` is the
 * path where the user is.
 */
export function nextIn(sections: readonly Section[], at: string, by: 1 | -1): string | undefined {
  const all = sections.flatMap(({ found }) =>
    found.filter(({ level }) => level !== 'informs').map(({ path }) => path),
  );
  const paths = [...new Set(all.length > 0 ? all : sections.flatMap(({ missing }) => missing))];
  if (paths.length === 0) return undefined;
  const here = paths.indexOf(at);
  if (here >= 0) return paths[(here + by + paths.length) % paths.length];
  // Somewhere between: by the order of the form.
  const order = sections.flatMap(({ roots }) => roots);
  const place = order.indexOf(rootOf(at));
  const behind = paths.findIndex((path) => order.indexOf(rootOf(path)) > place);
  const first = behind < 0 ? 0 : behind;
  return by > 0 ? paths[first] : paths[(first - 1 + paths.length) % paths.length];
}
