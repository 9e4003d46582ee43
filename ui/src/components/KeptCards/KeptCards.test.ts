import { afterEach, expect, test } from 'vitest';
import { button, control, leave, settle, show } from '../../acting';
import { OpenDraft } from '../../draft/draft.svelte';
import { exampleDraft, fakeHost, refuse, type Heard } from '../../host/fake';
import KeptCards from './KeptCards.svelte';
import { linesOf, withLine } from './lines';

afterEach(leave);

async function opened(answers: Parameters<typeof fakeHost>[0] = {}) {
  const heard: Heard = [];
  const draft = new OpenDraft(fakeHost(answers, heard), exampleDraft());
  show(KeptCards, { cards: draft.cards, onclose: () => {} });
  await settle();
  await settle();
  return heard;
}

function change(id: string, text: string) {
  control(id).value = text;
  control(id).dispatchEvent(new Event('change', { bubbles: true }));
}

test('what is kept can be put right, and what the draft says can be kept', async () => {
  const heard = await opened();
  expect(document.body.textContent).toContain('联系人：李明');
  change('kept-1-long_text-text', '新街2号');
  change('kept-2-contact-phone', '13900000000');
  button('留作常用').click();
  button('不再留着“李明”').click();
  await settle();
  await settle();
  expect(heard.filter(({ ask }) => /_card$/.test(ask))).toMatchObject([
    { ask: 'change_card', card: 1, field: 'long_text', entry: '新街2号' },
    { ask: 'change_card', card: 2, entry: { name: '李明', phone: '13900000000' } },
    { ask: 'keep_card', kind: 'unit' },
    { ask: 'drop_card', card: 2 },
  ]);
  // Who is kept as the draft says is not offered again.
  expect(document.body.textContent).not.toContain('留作常用“李明”');
  expect(document.activeElement?.id).toBe('kept-cards-end');
});

test('what is refused is told, and stands as it was', async () => {
  await opened({ change_card: refuse('entry', '名称要留着。') });
  change('kept-1-text-text', '');
  await settle();
  await settle();
  expect(document.querySelector('[role=alert]')?.textContent).toBe('名称要留着。');
  expect(control('kept-1-text-text').value).toBe('江苏某某农业科技有限公司');
});

test('an entry is lines, where people type it', () => {
  expect(linesOf('甲')).toEqual([{ key: 'text', of: '', text: '甲' }]);
  expect(linesOf({ name: '李明', phone: '1' }).map(({ text }) => text)).toEqual(['李明', '1']);
  expect(linesOf({ code: '340000', text: '安徽省' })).toEqual([]);
  expect(withLine('甲', 'text', '乙')).toBe('乙');
  expect(withLine({ name: '李明', phone: '1' }, 'phone', '2')).toEqual({
    name: '李明',
    phone: '2',
  });
});
