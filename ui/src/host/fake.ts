// A host without a program behind it, for examples and tests: it gives what it is told to give. What it
// gives where nothing is told is in samples.ts.

import type { Host, Refusal, Replies, Request } from '.';
import { PICTURE } from './media';
import { exampleKept } from './cards';
import { FORM_KEYS, TRIAL, exampleDesk } from './desk';
import { GUIDANCE } from './guidance';
import { exampleNext } from './next';
import { EXPLAINED_CODE, PLACES, exampleCall, exampleDraft } from './samples';
import { exampleWord } from './word';

export * from './desk';
export * from './arrival';
export * from './cards';
export * from './guidance';
export * from './media';
export * from './next';
export * from './samples';
export * from './word';

type Ask = Request['ask'];
type Answers = {
  [K in Ask]?: Replies[K] | ((request: Extract<Request, { ask: K }>) => Promise<Replies[K]>);
};

/** What is asked and answered, in order, for tests. */
export type Heard = Request[];

/** A host that answers with `answers`, and with something harmless where none is given. */
export function fakeHost(answers: Answers = {}, heard: Heard = []): Host {
  const usual: { [K in Ask]?: Replies[K] } = {
    start: { calls: [exampleCall()], unused: [], messages: [], drafts: { state: 'ready' } },
    recover: { calls: [exampleCall()], unused: [], messages: [], drafts: { state: 'ready' } },
    drafts: { drafts: [], count: 0 },
    take_file: null,
    read_word: exampleWord(),
    read_filled_word: { calls: [], call: '', count: 0, doubts: [] },
    take_filled_word: { draft: exampleDraft(), count: 17, doubts: [] },
    write_word: [],
    read_word_text: {
      blocks: [{ kind: 'paragraph', text: '晓天镇地处大别山区。' }],
      summary: '带入 1 段。',
    },
    take_word: { call: 'word', folder: '/表', known: false, calls: [exampleCall({ id: 'word' })] },
    form_keys: FORM_KEYS,
    open_form_desk: exampleDesk(),
    change_form: exampleDesk({ state: 4 }),
    undo_form: exampleDesk({ state: 5 }),
    discard_form: exampleDesk({ state: 6, unsaved: false }),
    try_fill: TRIAL,
    save_form: { view: exampleDesk({ unsaved: false }), kept_for: 1, calls: [exampleCall()] },
    copy_call: {
      call: 'js-2021',
      calls: [exampleCall(), exampleCall({ id: 'js-2021', own: true })],
    },
    take_newer: exampleDraft(),
    new_draft: exampleDraft(),
    carry_over: {
      fields: [
        { label: '项目名称', from: '案例名称', text: '一店带多户' },
        { label: '投入资金', from: '投入资金', text: '128.50万元' },
      ],
      of: 21,
      files: 3,
      material: true,
    },
    known_cards: [],
    kept_cards: exampleKept(),
    keep_card: exampleKept(),
    change_card: exampleKept(),
    drop_card: exampleKept(),
    open_draft: exampleDraft(),
    import: exampleDraft(),
    close_draft: null,
    copy_draft: 2,
    bin_draft: null,
    edit: { seq: 0 },
    undo: { seq: 0 },
    versions: { versions: [], readable: [] },
    restore: exampleDraft(),
    kept_versions: [],
    compare_version: [],
    roundups: [],
    compare_in_roundup: [],
    go_back: { seq: 0 },
    read_in_part: exampleDraft(),
    saved: { state: 'saved' },
    attach: { seq: 0 },
    lighten: 'a.jpg',
    look_at_files: false,
    news: { seq: 0 },
    keep: { names: ['a.jpg'], refused: [] },
    find_missing: { found: [], other: [] },
    paper: { pages: [{ width: 210, height: 297, stamp: 1, places: {}, cells: [] }] },
    export: {
      folder: '/报送/农村电商工程-一店带多户',
      numbered: false,
      files: ['清单.txt'],
      cleaned: [],
      uncleaned: [],
    },
    next_steps: exampleNext(),
    mark_draft: null,
    zip_folder: '/报送/农村电商工程-一店带多户.zip',
    progress: { done: 0, all: 0 },
    hand_over: { files: ['/报送/一店带多户.shenbao'], missing: [] },
    save_as: { folder: '一店带多户-附件', files: 2, left_out: [] },
    places: PLACES,
    guidance: GUIDANCE,
    explain: EXPLAINED_CODE,
    folder: { path: '/home/li', parent: '/home', folders: ['文档'], files: ['案例.json', 'a.jpg'] },
    open_file: null,
    show: null,
  };
  return {
    ask: async (request) => {
      heard.push(request);
      const { ask } = request;
      if (!(ask in answers || ask in usual)) throw new Error(`the fake has no answer to ${ask}`);
      const answer = answers[ask] ?? usual[ask];
      return (typeof answer === 'function' ? await answer(request as never) : answer) as never;
    },
    picture: () => Promise.resolve(new Blob([])),
    thumbnail: () => Promise.resolve(PICTURE),
    choose: () => Promise.resolve(['/报送']),
    leave: () => Promise.resolve(),
    onclosing: () => {},
  };
}

/** A host whose program never answers. */
export function silentHost(): Host {
  return { ...fakeHost(), ask: () => new Promise(() => {}) };
}

/** Refuses, as the program does. */
export function refuse(code: Refusal['code'], message: string): () => Promise<never> {
  return () => Promise.reject({ code, message });
}
