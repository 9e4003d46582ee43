import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Session } from './session';

type Asked = [string, { body: string }];
let asked: Asked[] = [];

/** A server that takes this key once. */
function serverWith(key: string) {
  let used = false;
  vi.stubGlobal('fetch', (...request: Asked) => {
    asked.push(request);
    const isRight = !used && JSON.parse(request[1].body).key === key;
    used ||= isRight;
    return Promise.resolve(
      isRight ? new Response('{"session":"new"}') : new Response('', { status: 401 }),
    );
  });
}

beforeEach(() => {
  asked = [];
  sessionStorage.clear();
  history.replaceState(null, '', '/');
});
afterEach(() => vi.unstubAllGlobals());

test('the key of the address is shown once, and leaves the address', async () => {
  serverWith('k');
  location.hash = '#key=k';
  const session = new Session();
  const [one, other] = await Promise.all([session.header(), session.header()]);
  expect(one).toEqual({ 'x-shenbao-session': 'new' });
  expect(other).toEqual(one);
  expect(asked.map(([path, { body }]) => [path, body])).toEqual([['/enter', '{"key":"k"}']]);
  expect(location.href).not.toContain('k=');
  expect(location.hash).toBe('');
});

test('a page that is loaded again needs no key, also with the old address', async () => {
  serverWith('k');
  location.hash = '#key=k';
  await new Session().header();
  expect(await new Session().header()).toEqual({ 'x-shenbao-session': 'new' });
  expect(asked).toHaveLength(1);
  location.hash = '#key=k';
  expect(await new Session().header()).toEqual({ 'x-shenbao-session': 'new' });
});

test('another tab is asked where there is no key', async () => {
  serverWith('k');
  location.hash = '#key=k';
  await new Session().header();
  sessionStorage.clear();
  expect(await new Session().header()).toEqual({ 'x-shenbao-session': 'new' });
});

test('a stranger is told what to do', async () => {
  vi.stubGlobal('BroadcastChannel', undefined);
  serverWith('k');
  location.hash = '#key=wrong';
  await expect(new Session().header()).rejects.toEqual({
    code: 'entry',
    message: expect.stringContaining('shenbao serve 显示的地址'),
  });
});
