import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { leave, show } from '../../acting';
import { OpenDraft } from '../../draft/draft.svelte';
import { exampleDraft, fakeHost } from '../../host/fake';
import type { Host, PageView } from '../../host';
import Paper from './Paper.svelte';

const MAIN = 'js-2020-case';
const RECEIPT = 'receipt';
const sheet = (stamp: number): PageView => ({
  width: 210,
  height: 297,
  stamp,
  places: {},
  cells: [],
});
/** The first page of both has the same stamp: only the form tells them apart. */
const PAGES: Record<string, PageView[]> = {
  [MAIN]: [sheet(1), sheet(2), sheet(3)],
  [RECEIPT]: [sheet(1)],
};

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(URL, 'createObjectURL').mockImplementation((drawn) => (drawn as File).name);
});

afterEach(async () => {
  await leave();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** A host that draws when it is let: what was asked of it, and what goes on with all that waits. */
function drawing() {
  const asked: string[] = [];
  const waiting: (() => void)[] = [];
  const host: Host = {
    ...fakeHost({ paper: ({ form }) => Promise.resolve({ pages: PAGES[form] ?? [] }) }),
    picture: (_, form, page) => {
      asked.push(`${form} ${page}`);
      const picture = new File([], `${form} ${page}`);
      return new Promise((done) => waiting.push(() => done(picture)));
    },
  };
  const letGo = async () => {
    while (waiting.length > 0) {
      waiting.splice(0).forEach((go) => go());
      await vi.advanceTimersByTimeAsync(1);
    }
  };
  show(Paper, { host, draft: new OpenDraft(host, exampleDraft()), choose: async () => [] });
  return { asked, letGo };
}

function pick(form: string) {
  const select = document.querySelector('select')!;
  select.value = form;
  select.dispatchEvent(new Event('change', { bubbles: true }));
  flushSync();
}

/** The pages are asked for a moment after the last change. */
const told = () => vi.advanceTimersByTimeAsync(200);

const shown = () =>
  [...document.querySelectorAll('img')].map((picture) => picture.getAttribute('src'));

test('another form that is picked while pages are drawn gets its own pages, and so does the first', async () => {
  const { asked, letGo } = drawing();
  await told();
  expect(asked).toEqual([`${MAIN} 1`]);
  pick(RECEIPT);
  await letGo();
  await told();
  await letGo();
  expect(shown()).toEqual([`${RECEIPT} 1`]);
  expect(asked).toEqual([`${MAIN} 1`, `${RECEIPT} 1`]);
  pick(MAIN);
  await told();
  await letGo();
  expect(shown()).toEqual([1, 2, 3].map((page) => `${MAIN} ${page}`));
});

test('until its pages are told, a form shows none of another', async () => {
  const { asked, letGo } = drawing();
  await told();
  await letGo();
  expect(shown()).toHaveLength(3);
  pick(RECEIPT);
  expect(shown()).toEqual([]);
  await letGo();
  expect(asked.filter((page) => page.startsWith(RECEIPT))).toEqual([]);
});

test('a form to fill in by hand is written where the user wants it', async () => {
  const heard: unknown[] = [];
  const host = fakeHost({
    paper: () => Promise.resolve({ pages: PAGES[MAIN]! }),
    blank_form: (request) => {
      heard.push(request);
      return Promise.resolve({ file: '/报送/申报表（空白表）.pdf' });
    },
  });
  const draft = new OpenDraft(host, exampleDraft());
  show(Paper, { host, draft, choose: async () => ['/报送'] });
  await told();
  const button = [...document.querySelectorAll('button')].find(
    ({ textContent }) => textContent === '空白表…',
  )!;
  button.click();
  await vi.advanceTimersByTimeAsync(1);
  flushSync();
  expect(heard).toMatchObject([
    { ask: 'blank_form', draft: draft.id, form: MAIN, folder: '/报送' },
  ]);
  expect(document.querySelector('[role="status"]')!.textContent).toContain('（空白表）.pdf');
});
