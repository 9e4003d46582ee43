// The host in the system's browser: `shenbao serve` on loopback.

import { askForDraft } from '../draft/others';
import type { Host, KeptView, Request } from '.';
import { Session, refused } from './session';

/** Of this page, from the first request on. */
const session = new Session();

async function send(path: string, body: unknown): Promise<Response> {
  const headers = { ...(await session.header()), 'content-type': 'application/json' };
  return good(await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) }));
}

/** What the server gives at an address. */
const get = async (path: string, query: Record<string, string | number>) =>
  (await good(await fetch(at(path, query), { headers: await session.header() }))).blob();

/** The response, or what it refuses. */
async function good(response: Response): Promise<Response> {
  if (response.ok) return response;
  if (response.status === 422) throw await response.json();
  throw refused(response.status);
}

/** An address below the server. */
const at = (path: string, query: Record<string, string | number>) =>
  `${path}?${new URLSearchParams(Object.entries(query).map(([key, value]) => [key, String(value)]))}`;

/** `fetch` does not tell how much of a body has gone. */
function put(
  address: string,
  headers: Record<string, string>,
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
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    if (signal.aborted) request.onabort(new ProgressEvent('abort'));
    else request.send(file);
  });
}

export const serveHost: Host = {
  ask: async (request) => {
    const asked: Request = request;
    // Another page may have it, with words that are on their way.
    if (asked.ask === 'open_draft') await askForDraft(asked.draft);
    return (await send('/ask', request)).json();
  },
  picture: (draft, form, page, dpi) => get('/picture', { draft, form, page, dpi }),
  thumbnail: (draft, name, side) => get('/thumbnail', { draft, name, side }),
  upload: async (draft, token, file, job, onbytes, signal) => {
    const address = at('/keep', { draft, token, name: file.name, job });
    return put(address, await session.header(), file, onbytes, signal);
  },
  leave: async (force) => {
    await send('/leave', { force });
  },
  onclosing: () => {},
};

/** How long to wait before the server is asked again, in milliseconds. */
const PAUSE = 1000;

/** Reads what the server sends as long as the page is there; it says nothing. */
async function listen(): Promise<void> {
  const response = await fetch('/alive', { headers: await session.header() });
  const reader = response.body?.getReader();
  if (!reader) return;
  const isOver = async () => (await reader.read()).done;
  while (!(await isOver()));
}

/**
 * Tells the server that a page is open. A browser opens few connections to one server: of several pages
 * only one holds it, and the next takes over when that is closed.
 */
export function stayAlive(): void {
  const hold = async () => {
    for (;;) {
      await listen().catch(() => {});
      await new Promise((done) => setTimeout(done, PAUSE));
    }
  };
  if (navigator.locks) void navigator.locks.request('alive', hold);
  else void hold();
}
