// The files that a browser is handed by a drop, and those in folders among them.

/** What systems leave in folders: no work of the user's. */
const LITTER = /^(\.|Thumbs\.db$|desktop\.ini$)/i;

/** All of them, folders gone through in the order of their names. Has to be called while the event is on. */
export function filesOf(dropped: DataTransfer): Promise<File[]> {
  const items = [...(dropped.items ?? [])].filter(({ kind }) => kind === 'file');
  const entries = items.map((item) => item.webkitGetAsEntry?.() ?? null);
  if (entries.length === 0 || entries.includes(null)) return Promise.resolve([...dropped.files]);
  return each(entries as FileSystemEntry[]);
}

async function each(entries: FileSystemEntry[]): Promise<File[]> {
  const files: File[] = [];
  for (const entry of entries) {
    if (isFolder(entry)) files.push(...(await each(await within(entry))));
    else if (isFile(entry)) files.push(await fileOf(entry));
  }
  return files;
}

const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;
const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;

const fileOf = (entry: FileSystemFileEntry) =>
  new Promise<File>((done, failed) => entry.file(done, failed));

/** A browser gives the entries of a folder in lots, and an empty one at the end. */
async function within(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((done, failed) =>
      reader.readEntries(done, failed),
    );
    if (some.length === 0) break;
    all.push(...some);
  }
  const byName = (one: FileSystemEntry, other: FileSystemEntry) =>
    one.name.localeCompare(other.name, 'zh-CN', { numeric: true });
  return all.filter(({ name }) => !LITTER.test(name)).sort(byName);
}
