import { afterEach, expect, test, vi } from 'vitest';
import { leave, settle, show } from '../../acting';
import { exampleSummary, fakeHost, type Heard } from '../../host/fake';
import CarryOver from './CarryOver.svelte';

afterEach(leave);

const text = () => document.body.textContent;

test('what would come is said before it is begun', async () => {
  const heard: Heard = [];
  const drafts = { drafts: [exampleSummary({ id: 7 })], count: 1 };
  const onchoose = vi.fn();
  show(CarryOver, {
    host: fakeHost({ drafts }, heard),
    call: 'ah-2024',
    route: 'city',
    from: { draft: 7, files: true },
    onchoose,
  });
  await settle();
  expect(heard).toContainEqual({ ask: 'carry_over', draft: 7, call: 'ah-2024', route: 'city' });
  expect(text()).toContain('21 栏中带入 2 栏');
  expect(text()).toContain('项目名称（原来的“案例名称”）');
  document.querySelector<HTMLInputElement>('input[type=checkbox]')!.click();
  expect(onchoose).toHaveBeenCalledWith({ draft: 7, files: false });
  const select = document.querySelector('select')!;
  select.value = '';
  select.dispatchEvent(new Event('change', { bubbles: true }));
  expect(onchoose).toHaveBeenCalledWith(undefined);
});

test('without drafts nothing is asked', async () => {
  show(CarryOver, {
    host: fakeHost(),
    call: 'ah-2024',
    route: 'city',
    from: undefined,
    onchoose: vi.fn(),
  });
  await settle();
  expect(text()).toBe('');
});
