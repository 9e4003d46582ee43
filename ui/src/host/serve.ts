// The host in the system's browser: `shenbao serve` on loopback.

import type { Host } from '.';

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
  throw { code: 'entry', message: MESSAGES[response.status] ?? '这一步程序没有接受。' };
}

const MESSAGES: Record<number, string> = {
  401: '这个页面已经失效（申报匣重新启动过）。请不要关闭，先把没有保存的内容复制出来，再打开新的地址。',
  413: '内容太长，程序不接受。请检查是不是贴错了内容。',
};

export const serveHost: Host = {
  ask: async (request) => (await send('/ask', request)).json(),
  picture: async (draft, form, page, dpi) => {
    const query = new URLSearchParams({
      draft: String(draft),
      form,
      page: String(page),
      dpi: String(dpi),
    });
    return (await good(await fetch(`/picture?${query}`))).blob();
  },
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
