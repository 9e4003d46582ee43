import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { serveHost } from './serve';

beforeEach(() => sessionStorage.setItem('shenbao-session', 'of this tab'));
afterEach(() => vi.unstubAllGlobals());

/** A request as a browser makes it, which a test answers. */
class Asked {
  static last: Asked;
  upload: { onprogress?: (event: { loaded: number }) => void } = {};
  onload = () => {};
  onabort = (_: unknown) => {};
  onerror = () => {};
  status = 0;
  responseText = '';
  method = '';
  address = '';
  body: unknown;
  headers: Record<string, string> = {};
  constructor() {
    Asked.last = this;
  }
  open(method: string, address: string) {
    [this.method, this.address] = [method, address];
  }
  setRequestHeader(name: string, value: string) {
    this.headers[name] = value;
  }
  send(body: unknown) {
    this.body = body;
  }
  abort() {
    this.onabort(undefined);
  }
  answer(status: number, text: string) {
    [this.status, this.responseText] = [status, text];
    this.onload();
  }
}

const film = new File(['xxxx'], '会议 1&2.mp4');

async function bring() {
  vi.stubGlobal('XMLHttpRequest', Asked);
  const bytes: number[] = [];
  const stopping = new AbortController();
  const onbytes = (done: number) => bytes.push(done);
  const kept = serveHost.upload!(1, 7, film, 42, onbytes, stopping.signal);
  // The session is looked up first.
  await new Promise((done) => setTimeout(done));
  return { kept, bytes, stopping, request: Asked.last };
}

test('a file is the body, and its bytes are told as they go', async () => {
  const { kept, bytes, request } = await bring();
  const [path, query] = request.address.split('?');
  expect(request.headers).toEqual({ 'x-shenbao-session': 'of this tab' });
  expect([request.method, path, request.body]).toEqual(['PUT', '/keep', film]);
  expect(Object.fromEntries(new URLSearchParams(query))).toEqual({
    draft: '1',
    token: '7',
    name: '会议 1&2.mp4',
    job: '42',
  });
  request.upload.onprogress!({ loaded: 3 });
  request.answer(200, '{"names":["会议 1&2.mp4"],"refused":[]}');
  expect(await kept).toEqual({ names: ['会议 1&2.mp4'], refused: [] });
  expect(bytes).toEqual([3]);
});

test.each([
  [422, '{"code":"machine","message":"磁盘已满。"}', { code: 'machine', message: '磁盘已满。' }],
  [401, '', { code: 'entry', message: expect.stringContaining('这个页面已经失效') }],
  [500, '<html>', { code: 'entry', message: '这一步程序没有接受。' }],
])('what the server answers with %i is why it was not taken', async (status, text, refusal) => {
  const { kept, request } = await bring();
  request.answer(status, text);
  await expect(kept).rejects.toEqual(refusal);
});

test('stopping ends the request', async () => {
  const { kept, stopping } = await bring();
  stopping.abort();
  await expect(kept).rejects.toMatchObject({ code: 'stopped' });
});

test('what was stopped before it began is not sent', async () => {
  vi.stubGlobal('XMLHttpRequest', Asked);
  const kept = serveHost.upload!(1, 7, film, 42, () => {}, AbortSignal.abort());
  await expect(kept).rejects.toMatchObject({ code: 'stopped' });
  expect(Asked.last.body).toBeUndefined();
});

test('a file that was moved away since is told', async () => {
  const { kept, request } = await bring();
  request.onerror();
  await expect(kept).rejects.toEqual({ code: 'machine', message: expect.stringMatching(/。$/) });
});

test('a thumbnail is asked for by name, and refused in words', async () => {
  const asked: string[] = [];
  const answers = [
    new Response('jpeg'),
    new Response('{"code":"entry","message":"画不出来。"}', { status: 422 }),
  ];
  vi.stubGlobal('fetch', (address: string) => {
    asked.push(address);
    return Promise.resolve(answers.shift());
  });
  expect((await serveHost.thumbnail(1, '现场 1.jpg', 252)).size).toBe(4);
  await expect(serveHost.thumbnail(1, '二.heic', 252)).rejects.toEqual({
    code: 'entry',
    message: '画不出来。',
  });
  const query = new URLSearchParams(asked[0]!.replace('/thumbnail?', ''));
  expect([...query]).toEqual([
    ['draft', '1'],
    ['name', '现场 1.jpg'],
    ['side', '252'],
  ]);
});
