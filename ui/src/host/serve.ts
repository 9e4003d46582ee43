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
  throw response.status === 422 ? await response.json() : new Error(`status ${response.status}`);
}

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

/** Tells the server that this page is open, as long as it is. */
export function stayAlive(): void {
  new EventSource('/alive');
}
