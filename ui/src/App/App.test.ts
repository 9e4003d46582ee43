import { mount, unmount } from 'svelte';
import { expect, test, vi } from 'vitest';
import { exampleCall, fakeHost } from '../host/fake';
import type { Host } from '../host';
import App from './App.svelte';

async function shown(host: Host, look: () => void | Promise<void>) {
  const app = mount(App, { target: document.body, props: { host } });
  await look();
  await unmount(app);
}

const press = (words: string) =>
  [...document.querySelectorAll('button')]
    .find((button) => button.textContent.includes(words))!
    .click();

test('the chosen call is shown', () => {
  const calls = [exampleCall(), exampleCall({ id: 'b', title: '另一项征集' })];
  return shown(fakeHost(calls), async () => {
    await vi.waitUntil(() => document.querySelector('#call-title'));
    expect(document.querySelector('#call-title')!.textContent).toBe(calls[0]!.title);
    press('另一项征集');
    await vi.waitFor(() =>
      expect(document.querySelector('#call-title')!.textContent).toBe('另一项征集'),
    );
    expect(document.querySelector('[aria-current]')!.textContent).toContain('另一项征集');
    expect(document.body.textContent).toContain('shenbao new b --sample -o 案例.json');
  });
});

test('a command is copied, and that is said', () => {
  const copied: string[] = [];
  return shown(fakeHost([exampleCall()], copied), async () => {
    await vi.waitUntil(() => document.querySelector('#call-title'));
    press('复制');
    await vi.waitFor(() =>
      expect(document.querySelector('[role=status]')!.textContent).toContain('已复制'),
    );
    expect(copied).toEqual(['shenbao new js-2020 --sample -o 案例.json']);
  });
});

test('after a failure one can try again', () => {
  let broken = true;
  const host = fakeHost([exampleCall()]);
  const calls = () => (broken ? Promise.reject(new Error('told to fail')) : host.calls());
  return shown({ ...host, calls }, async () => {
    await vi.waitUntil(() => document.querySelector('[role=alert]'));
    broken = false;
    press('再试一次');
    await vi.waitUntil(() => document.querySelector('#call-title'));
    expect(document.querySelector('[role=alert]')).toBeNull();
  });
});
