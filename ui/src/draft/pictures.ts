// A picture alone in a clipboard, such as a shot of the screen: what it is, and what it is called as a file.

/** Kinds of pictures that are kept; the system's drawings are not among what a clipboard brings. */
const ENDINGS: Record<string, string> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'image/bmp': 'bmp',
  'image/webp': 'webp',
  'image/tiff': 'tif',
};

/** Of HTML what is no words. */
const UNREAD = /<!--[\s\S]*?-->|<(?:style|head)[\s\S]*?<\/(?:style|head)>|<[^>]*>|&nbsp;|\s/gi;
/** Characters. */
const LONGEST_AROUND = 100_000;

/** The pictures of a clipboard that has no words, or only the address of the picture, named `name`. */
export function picturesOf(clipboard: DataTransfer | null, name = '粘贴的图片'): File[] {
  const files = [...(clipboard?.files ?? [])].filter(({ type }) => type in ENDINGS);
  const words = clipboard?.getData('text/plain') ?? '';
  if (files.length === 0 || words.trim() !== '') return [];
  // Excel and Word put a picture of what was copied beside it; its words say that it is none.
  const html = clipboard?.getData('text/html') ?? '';
  // Judgement: around one picture stands an address, no page.
  if (html.length > LONGEST_AROUND || html.replace(UNREAD, '') !== '') return [];
  return files.map((file, at) => {
    const number = files.length > 1 ? String(at + 1) : '';
    // What somebody named keeps its name; `image.png` is the browser's.
    const given = /^image\.\w+$/i.test(file.name) ? '' : file.name;
    return new File([file], given || `${name}${number}.${ENDINGS[file.type]}`, { type: file.type });
  });
}
