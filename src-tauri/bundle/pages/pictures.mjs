// Makes the pictures of the page 安装说明 that can be made here, into assets/pictures: the interface in a browser, on a screen
// without a monitor, and the installer's windows under wine. By hand, where the look has changed:
//
//   node src-tauri/bundle/pages/pictures.mjs target/debug/shenbao [SETUP.EXE WINE-ROOT LIBRARY]
//
// WINE-ROOT is what `make soak-targets` makes (target/tools/wine32/root), LIBRARY what wine lacks (tests/targets).

import { execFileSync, spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from '../../../ui/node_modules/playwright-core/index.mjs';

const [program, setup, root, library] = process.argv.slice(2);
const PICTURES = fileURLToPath(new URL('../../../assets/pictures', import.meta.url));
// Noon in China on a day on which the call of Jiangsu is open.
const NOON = String(Date.parse('2020-06-20T12:00:00+08:00') / 1000);

/** A screen without a monitor, and a picture of all that is on it, without what is only its ground. */
async function onScreen(size, work) {
  const screen = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', `${size}x24`, '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const display = await new Promise((done) =>
    screen.stdio[3].once('data', (data) => done(`:${String(data).trim()}`)),
  );
  const picture = (name) => {
    const args = ['-display', display, '-window', 'root', '-trim', '+repage', '+dither', '-colors', '128'];
    execFileSync('import', [...args, '-define', 'png:exclude-chunk=date,time', `png8:${join(PICTURES, name)}`]);
  };
  try {
    await work({ ...process.env, DISPLAY: display, WAYLAND_DISPLAY: '' }, picture);
  } finally {
    screen.kill();
  }
}

async function browser(env, picture) {
  const home = mkdtempSync(join(tmpdir(), 'shenbao-pictures-'));
  const server = spawn(program, ['serve', '--no-open'], {
    env: { ...env, SHENBAO_HOME: join(home, 'home'), SOURCE_DATE_EPOCH: NOON },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const address = await new Promise((done) => server.stdout.once('data', (data) => done(String(data).trim())));
  // It would offer to translate what is Chinese.
  mkdirSync(join(home, 'profile/Default'), { recursive: true });
  writeFileSync(join(home, 'profile/Default/Preferences'), JSON.stringify({ translate: { enabled: false } }));
  const window = await chromium.launchPersistentContext(join(home, 'profile'), {
    executablePath: '/usr/bin/chromium',
    headless: false,
    viewport: null,
    env,
    ignoreDefaultArgs: ['--enable-automation'],
    args: ['--no-sandbox', '--test-type', '--disable-gpu', '--window-position=0,0', '--window-size=1280,800'],
  });
  const page = window.pages()[0];
  await page.goto(address);
  await page.click('text=新建案例');
  await page.check('text=先填好一份示例');
  await page.click('text=开始填写');
  await page.waitForSelector('figure img[src]');
  await sleep(2500);
  picture('install-browser.png');
  await window.close();
  server.kill();
  await new Promise((done) => server.once('exit', done));
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
}

/** The installer, led by keys from its first window to its last. */
async function installer(env, picture) {
  copyFileSync(setup, join(root, 'setup.exe'));
  mkdirSync(join(root, 'tmp/.X11-unix'), { recursive: true });
  const inside = (script) =>
    spawn(
      'unshare',
      [
        '--mount', 'sh', '-c',
        'mount -t proc proc "$1/proc" && mount --rbind /dev "$1/dev" && mount --bind /tmp/.X11-unix "$1/tmp/.X11-unix" && exec chroot "$1" sh -c "$2"',
        'sh', root, script,
      ],
      {
        env: {
          HOME: '/root', PATH: '/usr/bin:/bin:/usr/sbin:/sbin', DISPLAY: env.DISPLAY, LANG: 'C.UTF-8', LC_ALL: 'zh_CN.UTF-8', WINEDEBUG: '-all',
          WINEPREFIX: '/root/.pictures', WINEDLLOVERRIDES: 'mscoree,mshtml,winemenubuilder.exe=',
        },
        stdio: 'ignore',
      },
    ); // prettier-ignore
  const ended = (process) => new Promise((done) => process.once('exit', done));
  const font = (name) =>
    `wine reg add 'HKCU\\Software\\Wine\\Fonts\\Replacements' /v '${name}' /d 'WenQuanYi Micro Hei' /f`;
  const fonts = ['SimSun', 'Microsoft YaHei', 'MS Shell Dlg', 'MS Shell Dlg 2', 'Tahoma'].map(font).join(' && ');
  await ended(inside(`wineboot --init && ${fonts} && wineserver --wait`));
  const running = inside('wine /setup.exe; wineserver --wait');
  const key = (...keys) => execFileSync('xdotool', ['key', ...keys], { env });
  await sleep(20_000);
  picture('install-folder.png');
  key('Return');
  const folder = join(root, 'root/.pictures/drive_c/users/root/AppData/Local/Programs/Shenbaoxia');
  while (!existsSync(join(folder, 'uninstall.exe'))) await sleep(1000);
  await sleep(10_000);
  picture('install-finished.png');
  // Without opening the program.
  key('space', 'Return');
  await Promise.race([ended(running), sleep(20_000)]);
  // Wine has no WebView2, so the window says what to do without.
  copyFileSync(library, join(folder, 'bcryptprimitives.dll'));
  const box = inside(`wine 'C:\\users\\root\\AppData\\Local\\Programs\\Shenbaoxia\\shenbaoxia.exe'`);
  await sleep(25_000);
  picture('install-box.png');
  key('Escape');
  await Promise.race([ended(box), sleep(10_000)]);
  await ended(inside('wineserver --kill'));
  rmSync(join(root, 'root/.pictures'), { recursive: true, force: true });
  rmSync(join(root, 'setup.exe'));
}

await onScreen('1280x800', browser);
if (setup) await onScreen('1024x768', installer);
