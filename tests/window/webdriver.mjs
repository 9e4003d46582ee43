// Opens the real window on a screen of its own and speaks W3C WebDriver with it, by `fetch` alone.
// Only processes started here are ended, each by its id.

import { execFileSync, spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';
const PATIENCE_MS = 30_000;

/** Opens `binary` on a screen of 1920×1080 with these environment variables. */
export async function openWindow(binary, environment = {}) {
  const screen = await startScreen();
  try {
    const port = await freePort();
    const driver = startGroup('WebKitWebDriver', [`--port=${port}`], {
      ...process.env,
      DISPLAY: screen.display,
      WAYLAND_DISPLAY: '',
      GDK_BACKEND: 'x11',
      LANG: 'C.UTF-8',
      TAURI_WEBVIEW_AUTOMATION: 'true',
      // The driver cannot picture a still page without it.
      WEBKIT_DISABLE_DMABUF_RENDERER: '0',
      ...environment,
    });
    const base = `http://127.0.0.1:${port}`;
    try {
      await until(() => answers(`${base}/status`), 'WebKitWebDriver answers');
      const capabilities = {
        alwaysMatch: { 'webkitgtk:browserOptions': { binary, args: [] } },
      };
      const { sessionId } = await ask('POST', `${base}/session`, {
        capabilities,
      });
      return new Window(`${base}/session/${sessionId}`, driver, screen);
    } catch (fault) {
      fault.message += `\n${driver.printed()}`;
      driver.end();
      throw fault;
    }
  } catch (fault) {
    screen.end();
    throw fault;
  }
}

class Window {
  #session;
  #driver;
  #screen;

  constructor(session, driver, screen) {
    this.#session = session;
    this.#driver = driver;
    this.#screen = screen;
  }

  /** Everything that the window's program and its page's console have printed so far. */
  printed() {
    return this.#driver.printed();
  }

  title() {
    return ask('GET', `${this.#session}/title`);
  }

  /** The result of a script's body in the page; `arguments` holds what is passed. */
  run(script, ...args) {
    return ask('POST', `${this.#session}/execute/sync`, { script, args });
  }

  /** The same, for a script that calls its last argument with its result. */
  runAsync(script, ...args) {
    return ask('POST', `${this.#session}/execute/async`, { script, args });
  }

  /** Waits until something fits the selector. */
  async has(selector) {
    const find = 'return document.querySelector(arguments[0]) !== null';
    await until(() => this.run(find, selector), `“${selector}” is in the window`);
  }

  /** The text of what fits the selector first. */
  text(selector) {
    return this.run('return document.querySelector(arguments[0]).innerText', selector);
  }

  /** Waits until the text of what fits the selector first matches. */
  async says(selector, pattern) {
    const text = 'return document.querySelector(arguments[0])?.innerText ?? ""';
    await until(
      async () => pattern.test(await this.run(text, selector)),
      `“${selector}” says ${pattern}`,
    );
  }

  /** Presses the first button or link with these words. */
  async pressWords(words) {
    const press = `
      const named = (element) =>
        (element.getAttribute('aria-label') ?? element.textContent).includes(arguments[0]);
      const found = [...document.querySelectorAll('button, label')].find(
        (element) => !element.disabled && named(element),
      );
      found?.click();
      return found !== undefined;`;
    await until(() => this.run(press, words), `“${words}” can be pressed`);
  }

  /** Types at the end of a control, as an input method commits; the driver's own keys lose 𠮷. */
  type(selector, text) {
    const type = `
      const control = document.querySelector(arguments[0]);
      control.focus();
      control.setSelectionRange(control.value.length, control.value.length);
      document.execCommand('insertText', false, arguments[1]);
      return control.value;`;
    return this.run(type, selector, text);
  }

  /** What stands in a control. */
  value(selector) {
    return this.run('return document.querySelector(arguments[0])?.value', selector);
  }

  /** Presses what fits the selector first, as a mouse does. */
  async press(selector) {
    const query = { using: 'css selector', value: selector };
    const found = await ask('POST', `${this.#session}/element`, query);
    await ask('POST', `${this.#session}/element/${found[ELEMENT]}/click`, {});
  }

  /** Gives the window's page this size in pixels. */
  async resize(width, height) {
    await ask('POST', `${this.#session}/window/rect`, {
      x: 0,
      y: 0,
      width,
      height,
    });
    const fits = 'return innerWidth === arguments[0] && innerHeight === arguments[1]';
    await until(() => this.run(fits, width, height), `the window is ${width}×${height}`);
  }

  /** A picture of the page (PNG), taken when what was last changed is painted. */
  async picture() {
    await this.runAsync(
      'const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done()))',
    );
    return Buffer.from(await ask('GET', `${this.#session}/screenshot`), 'base64');
  }

  /** The process of the program. */
  programId() {
    return this.#driver.childPid();
  }

  /** Asks the window to close, as the cross in its corner does. */
  askToClose() {
    const script = fileURLToPath(new URL('close.py', import.meta.url));
    return Number(execFileSync('python3', [script, this.#screen.display], { encoding: 'utf8' }));
  }

  /** Waits until the program has ended by itself. */
  async ended() {
    await until(() => Number.isNaN(this.#driver.childPid()), 'the program has ended');
    this.#driver.end();
    this.#screen.end();
  }

  /** Says to the program what the system says by a signal. */
  signal(name) {
    process.kill(this.#driver.childPid(), name);
  }

  /** Ends the program at once (SIGKILL), as a power cut does. */
  kill() {
    process.kill(this.#driver.childPid(), 'SIGKILL');
    this.#driver.end();
    this.#screen.end();
  }

  /** Drops files on the middle of what fits the selector, as a file manager does. */
  async drop(selector, ...files) {
    const middle = `
      const place = document.querySelector(arguments[0]);
      place.scrollIntoView({ block: 'center' });
      const { left, top, width, height } = place.getBoundingClientRect();
      return [window.screenX + left + width / 2, window.screenY + top + height / 2].map(Math.round);`;
    const at = await this.run(middle, selector);
    const script = fileURLToPath(new URL('drop.py', import.meta.url));
    execFileSync('python3', [script, this.#screen.display, ...at.map(String), ...files]);
  }

  async close() {
    try {
      await ask('DELETE', this.#session);
    } finally {
      this.#driver.end();
      this.#screen.end();
    }
  }
}

async function startScreen() {
  const xvfb = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', '1920x1080x24', '-nolisten', 'tcp'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  const number = await new Promise((resolve, reject) => {
    xvfb.on('error', reject);
    xvfb.on('exit', (status) => reject(new Error(`Xvfb ended with ${status}`)));
    xvfb.stdio[3].on('data', (data) => resolve(String(data).trim()));
  });
  return { display: `:${number}`, end: () => xvfb.kill() };
}

/** Starts a program with a process group of its own, so that its children end with it. */
function startGroup(program, args, env) {
  const child = spawn(program, args, {
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  const keep = (data) => (printed += data);
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  child.on('error', (fault) => keep(`${program}: ${fault.message}\n`));
  return {
    printed: () => printed,
    /** The program that this one has started. */
    childPid() {
      const parent = (pid) =>
        Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ')[1]);
      const running = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
      const started = running.find((pid) => {
        try {
          return parent(pid) === child.pid;
        } catch {
          return false;
        }
      });
      return Number(started);
    },
    end() {
      try {
        process.kill(-child.pid);
      } catch {
        // It has ended already.
      }
    },
  };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

async function answers(url) {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}

async function ask(method, url, body) {
  const response = await fetch(url, {
    method,
    body: body && JSON.stringify(body),
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  const { value } = await response.json();
  if (!response.ok) throw new Error(`${method} ${url}: ${value.error}: ${value.message}`);
  return value;
}

export async function until(holds, what) {
  const end = Date.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`waited in vain until ${what}`);
    await sleep(50);
  }
}
