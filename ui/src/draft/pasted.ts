// A picture that is pasted anywhere in a draft: it goes along as an attachment. Where the focus is in the address of a
// web page it is the shot of that page; blocks of the material take pictures themselves.

import { refusal } from '../host';
import type { Choice } from '../words/kinds';
import type { OpenDraft } from './draft.svelte';
import { picturesOf } from './pictures';

/** What a picture becomes. */
interface As {
  choice: Choice;
  /** The page that it shows; empty for none. */
  url: string;
  /** What it is called as a file. */
  name?: string;
  words: string;
}

const PHOTO: As = { choice: { kind: 'photo', slot: '' }, url: '', words: '照片' };

/** By where the focus is: the row of an address, a field for a photo, a paper that the call names. */
function asAt(draft: OpenDraft, focused: Element | null): As {
  const path = focused?.closest<HTMLElement>('[data-field]')?.dataset['field'] ?? '';
  const [root = '', part = ''] = path.split('/');
  const slot = root === 'attachments' ? draft.slots.find(({ id }) => id === part) : undefined;
  if (slot) return { choice: { kind: slot.kind, slot: slot.id }, url: '', words: slot.what };
  const fields = draft.forms.flatMap(({ groups }) => groups.flatMap(({ fields: all }) => all));
  const field = fields.find(({ id }) => id === root);
  if (field?.kind.is === 'photo')
    return { choice: { kind: 'photo', slot: field.id }, url: '', words: `“${field.label}”` };
  const links = field?.kind.is === 'links' ? draft.values[root] : undefined;
  const link: unknown = Array.isArray(links) ? links[Number(part) - 1] : undefined;
  if (typeof link !== 'string' || link.trim() === '') return PHOTO;
  const url = link.trim();
  const choice = { kind: 'media_report', slot: '' };
  return { choice, url, name: '网页截图', words: `媒体报道截图（${url}）` };
}

/** Takes pictures that were pasted with the focus there; a sentence about what was done. */
export async function takePictures(
  draft: OpenDraft,
  clipboard: DataTransfer | null,
  focused: Element | null,
): Promise<string> {
  const { choice, url, name, words } = asAt(draft, focused);
  const files = picturesOf(clipboard, name);
  try {
    const { keys, refused } = await draft.addFiles(choice, { files }, url);
    if (refused.length > 0) return refused.join('');
    if (keys.length === 0) return '剪贴板里的图片已经在附件里，没有再添加。';
    return `剪贴板里的图片放进了附件，作为${words}，按 Ctrl+Z 可以撤销。`;
  } catch (thrown) {
    return `剪贴板里的图片没有放进附件：${refusal(thrown).message}`;
  }
}

/** Hears of them on the whole page; the answer ends it. */
export function hearPictures(draft: OpenDraft, say: (sentence: string) => void): () => void {
  const pasted = (event: ClipboardEvent) => {
    if (event.defaultPrevented || document.querySelector('dialog[open]')) return;
    if (picturesOf(event.clipboardData).length === 0) return;
    event.preventDefault();
    void takePictures(draft, event.clipboardData, document.activeElement).then(say);
  };
  document.addEventListener('paste', pasted);
  return () => document.removeEventListener('paste', pasted);
}
