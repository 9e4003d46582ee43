import { afterEach, expect, test, vi } from 'vitest';
import { button, leave, show } from '../../acting';
import type { Request, RoundupView } from '../../host';
import { fakeHost } from '../../host/fake';
import { exampleRoundup } from '../../host/office';
import Roundup from './Roundup.svelte';

afterEach(leave);

test('what is decided begins with what was decided before, however slow the answer is', async () => {
  const view = exampleRoundup({ doubles: [] });
  const going = view.files.filter(({ number }) => number !== null).slice(0, 2);
  const asked: Extract<Request, { ask: 'choose_in_roundup' }>[] = [];
  let answer: (view: RoundupView) => void = () => {};
  const host = fakeHost({
    choose_in_roundup: (request) => {
      asked.push(request);
      return new Promise<RoundupView>((done) => (answer = done));
    },
  });
  show(Roundup, { host, view, choose: () => Promise.resolve([]), onback: () => {} });
  for (const { name } of going) button(`不报${name}`).click();
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  answer({ ...view, choices: asked[0]!.choices });
  await vi.waitFor(() => expect(asked).toHaveLength(2));
  expect(asked[1]!.choices.left_out).toHaveLength(2);
});
