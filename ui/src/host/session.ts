// What lets a page ask the server of `shenbao serve`. It stands in no address and in no cookie: a cookie goes to every
// server of this machine, whatever its port. The address that opens the page has a key that is good once; what the
// server gives for it is kept for this tab, so that it can be loaded again, and given to other tabs of the same server.

const NAME = 'shenbao-session';
/** How long another tab may take to answer, in milliseconds. */
const PATIENCE = 500;

const MESSAGES: Record<number, string> = {
  401: '这个页面已经失效（申报匣重新启动过）。请不要关闭，先把没有保存的内容复制出来，再打开新的地址。',
  413: '内容太长，程序不接受。请检查是不是贴错了内容。',
};

/** Why a request was not taken, from the status of the answer. */
export const refused = (status: number) => ({
  code: 'entry',
  message: MESSAGES[status] ?? '这一步程序没有接受。',
});

const STRANGER = {
  code: 'entry',
  message:
    '请用 shenbao serve 显示的地址打开。那个地址只能用一次；用过的，请回到原来的页面，或重新运行 shenbao serve。',
};

/** Between tabs: one asks, another gives. */
type Said = { asks: true } | { gives: string };

/** The session of this page. */
export class Session {
  #own: Promise<string> | undefined;

  /** What goes along with each request. Refused where the page was not let in. */
  async header(): Promise<Record<string, string>> {
    this.#own ??= this.#enter();
    try {
      return { 'x-shenbao-session': await this.#own };
    } catch (thrown) {
      // The next request tries again.
      this.#own = undefined;
      throw thrown;
    }
  }

  async #enter(): Promise<string> {
    const own =
      (await this.#by(keyOfAddress())) ?? sessionStorage.getItem(NAME) ?? (await borrowed());
    if (!own) throw STRANGER;
    sessionStorage.setItem(NAME, own);
    lend(own);
    return own;
  }

  /** What the server gives for the key; nothing where that was used before. */
  async #by(key: string | null): Promise<string | undefined> {
    if (!key) return undefined;
    const response = await fetch('/enter', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ key }),
    });
    if (response.status === 401) return undefined;
    if (!response.ok) throw refused(response.status);
    return (await response.json()).session;
  }
}

/** The key, which leaves the address: it would stand in the history. */
function keyOfAddress(): string | null {
  const key = new URLSearchParams(location.hash.slice(1)).get('key');
  if (key) history.replaceState(null, '', location.pathname + location.search);
  return key;
}

/** Gives it to the tabs that ask. */
function lend(own: string): void {
  if (typeof BroadcastChannel === 'undefined') return;
  const channel = new BroadcastChannel(NAME);
  channel.onmessage = ({ data }: MessageEvent<Said>) => {
    if ('asks' in data) channel.postMessage({ gives: own } satisfies Said);
  };
}

/** What another tab gives. */
function borrowed(): Promise<string | undefined> {
  if (typeof BroadcastChannel === 'undefined') return Promise.resolve(undefined);
  const channel = new BroadcastChannel(NAME);
  return new Promise<string | undefined>((done) => {
    channel.onmessage = ({ data }: MessageEvent<Said>) => {
      if ('gives' in data) done(data.gives);
    };
    channel.postMessage({ asks: true } satisfies Said);
    setTimeout(done, PATIENCE);
  }).finally(() => channel.close());
}
