// The host in the system's browser: `shenbao serve` on loopback.

import type { Host, KeptView } from '.';

async function send(path: string, body: unknown): Promise<Response> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return good(response);
}

/** The response, or what it refuses. */
async function good(response: Response): Promise<Response> {
  if (response.ok) return response;
  if (response.status === 422) throw await response.json();
  throw refused(response.status);
}

const refused = (status: number) => ({
  code: 'entry',
  message: MESSAGES[status] ?? '这一步程序没有接受。',
});

const MESSAGES: Record<number, string> = {
  401: '这个页面已经失效（申报匣重新启动过）。请不要关闭，先把没有保存的内容复制出来，再打开新的地址。',
  413: '内容太长，程序不接受。请检查是不是贴错了内容。',
};

/** An address below the server. */
const at = (path: string, query: Record<string, string | number>) =>
  `${path}?${new URLSearchParams(Object.entries(query).map(([key, value]) => [key, String(value)]))}`;

/** `fetch` does not tell how much of a body has gone. */
function put(
  address: string,
  file: File,
  onbytes: (done: number) => void,
  signal: AbortSignal,
): Promise<KeptView> {
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.upload.onprogress = ({ loaded }) => onbytes(loaded);
    request.onload = () => {
      if (request.status === 200) done(JSON.parse(request.responseText));
      else if (request.status === 422) failed(JSON.parse(request.responseText));
      else failed(refused(request.status));
    };
    request.onabort = () => failed({ code: 'stopped', message: '已停止。' });
    // A file that was moved away since, a folder, or no server.
    request.onerror = () =>
      failed({
        code: 'machine',
        message: '文件没有传完。请检查它是不是被移走或改名了，程序是不是还在运行。',
      });
    signal.addEventListener('abort', () => request.abort());
    request.open('PUT', address);
    if (signal.aborted) request.onabort(new ProgressEvent('abort'));
    else request.send(file);
  });
}

export const serveHost: Host = {
  ask: async (request) => (await send('/ask', request)).json(),
  picture: async (draft, form, page, dpi) =>
    (await good(await fetch(at('/picture', { draft, form, page, dpi })))).blob(),
  thumbnail: async (draft, name, side) =>
    (await good(await fetch(at('/thumbnail', { draft, name, side })))).blob(),
  upload: (draft, token, file, job, onbytes, signal) =>
    put(at('/keep', { draft, token, name: file.name, job }), file, onbytes, signal),
  leave: async (force) => {
    await send('/leave', { force });
  },
  onclosing: () => {},
};

/**
 * Tells the server that a page is open. A browser opens few connections to one server: of several pages
 * only one holds it, and the next takes over when that is closed.
 */
export function stayAlive(): void {
  const hold = () =>
    new Promise<never>(() => {
      new EventSource('/alive');
    });
  if (navigator.locks) void navigator.locks.request('alive', hold);
  else void hold();
}
