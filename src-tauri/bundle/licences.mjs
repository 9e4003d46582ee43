// Prints the licences of everything that is inside the two programs for the target that is named, or for this
// machine's: crates, what the interface is
// built from, fonts, tables. Texts come from the packages themselves; one that brings none is listed with
// the licence it declares, and its text is that of a neighbour under the same licence.

import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const IS_LICENCE = /^(licen[cs]e|copying|copyright|notice|unlicense)/i;
// Libraries that lie beside the window on Windows 10.
const BESIDE = { 'x86_64-pc-windows-gnu': ['src-tauri/bundle/windows'] };
const UI_PACKAGES = ['svelte', '@tauri-apps/api'];

/** The texts of the licence files in a folder. */
function texts(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && IS_LICENCE.test(entry.name))
    .map((entry) => readFileSync(join(folder, entry.name), 'utf8').replaceAll('\r\n', '\n').trim());
}

const host = /host: (.*)/.exec(execFileSync('rustc', ['-vV'], { encoding: 'utf8' }))[1];
const target = process.argv[2] ?? host;

/** The crates that are linked into the programs for the target, ours left out. */
function crates() {
  const metadata = JSON.parse(
    execFileSync(
      'cargo',
      ['metadata', '--format-version=1', '--locked', `--filter-platform=${target}`],
      { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 },
    ),
  );
  const packages = new Map(metadata.packages.map((one) => [one.id, one]));
  const nodes = new Map(metadata.resolve.nodes.map((node) => [node.id, node]));
  const seen = new Set(metadata.workspace_members);
  for (const id of seen) {
    for (const { pkg, dep_kinds } of nodes.get(id).deps) {
      if (dep_kinds.some(({ kind }) => kind === null)) seen.add(pkg);
    }
  }
  return [...seen]
    .map((id) => packages.get(id))
    .filter(({ source }) => source !== null)
    .map(({ name, version, license, manifest_path, license_file }) => ({
      name: `${name} ${version}`,
      licence: license ?? license_file,
      texts: texts(dirname(manifest_path)),
    }));
}

function uiPackages() {
  return UI_PACKAGES.map((name) => {
    const folder = join(root, 'ui/node_modules', name);
    const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return { name: `${name} ${version}`, licence: license, texts: texts(folder) };
  });
}

/** Fonts, tables and libraries whose licences lie in the tree. */
function assets() {
  const inTree = ['assets/fonts', 'assets/regions', ...(BESIDE[target] ?? [])];
  const folders = inTree.map((folder) => join(root, folder));
  const files = folders.flatMap((folder) => readdirSync(folder).map((file) => [folder, file]));
  return files
    .filter(([, file]) => IS_LICENCE.test(file))
    .map(([folder, file]) => ({
      name: file.replace(/^LICENSE-|\.txt$/g, ''),
      licence: 'text below',
      texts: [readFileSync(join(folder, file), 'utf8').trim()],
    }));
}

const parts = [...crates(), ...uiPackages(), ...assets()].sort((a, b) =>
  a.name < b.name ? -1 : a.name > b.name ? 1 : 0,
);
const byText = new Map();
for (const { name, texts } of parts) {
  for (const text of texts) byText.set(text, [...(byText.get(text) ?? []), name]);
}

const rule = '='.repeat(80);
console.log(`申报匣 contains the following works of others. Each stands under its own licence.\n`);
for (const { name, licence, texts } of parts) {
  console.log(`${name}: ${licence}${texts.length ? '' : ' (brings no text of its own)'}`);
}
for (const [text, names] of byText) {
  console.log(`\n${rule}\n${names.join(', ')}\n${rule}\n\n${text}`);
}
