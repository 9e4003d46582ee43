import { afterEach, expect, test } from 'vitest';
import { button, leave, settle, showField } from '../../acting';
import { OpenDraft } from '../../draft/draft.svelte';
import { exampleCard, exampleDraft, fakeHost, type Heard } from '../../host/fake';

afterEach(leave);

test('one press fills in all that is known, and it is offered only where nothing stands', async () => {
  const heard: Heard = [];
  const draft = new OpenDraft(
    fakeHost({ known_cards: [exampleCard()] }, heard),
    exampleDraft({ values: {} }),
  );
  await draft.cards.look();
  showField('text', draft);
  expect(document.body.textContent).toContain('2 栏，以前填过：一店带多户');
  button('填入 江苏某某农业科技有限公司').click();
  await settle();
  await draft.settled();
  expect(heard.filter(({ ask }) => ask === 'edit')).toMatchObject([
    { address: 'values/text', entry: '江苏某某农业科技有限公司' },
    { address: 'values/long_text', entry: '江苏省南京市某某路8号' },
  ]);
  expect(document.body.textContent).not.toContain('以前填过');
  expect(document.activeElement?.id).toBe('field-text');
});

test('what has a value is not offered anything, nor is what cannot be asked for', async () => {
  const draft = new OpenDraft(
    fakeHost({ known_cards: [exampleCard()] }),
    exampleDraft({ values: { long_text: '已经写了' } }),
  );
  await draft.cards.look();
  expect(draft.cards.at('text')).toEqual([]);
});
