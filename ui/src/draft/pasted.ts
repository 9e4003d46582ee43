// A picture that is pasted anywhere in a draft: it goes along as an attachment. Where the focus is in the address of a
// web page it is the shot of that page; blocks of the material take pictures themselves.

import type { FieldView } from '../host';
import { refusal } from '../host';
import { KINDS } from '../words/kinds';
import type { OpenDraft } from './draft.svelte';
import { picturesOf } from './pictures';

/** The address in whose row the focus is; empty elsewhere. */
function addressAt(draft: OpenDraft, focused: Element | null): string {
  const path = focused?.closest<HTMLElement>('[data-field]')?.dataset['field'] ?? '';
  const [root = '', number] = path.split('/');
  const fields = draft.forms.flatMap(({ groups }) => groups.flatMap(({ fields: all }) => all));
  const isLinks = (field: FieldView) => field.id === root && field.kind.is === 'links';
  const links = fields.some(isLinks) ? draft.values[root] : undefined;
  const link = Array.isArray(links) ? links[Number(number) - 1] : undefined;
  return typeof link === 'string' ? link.trim() : '';
}

/** Takes pictures that were pasted with the focus there; a sentence about what was done. */
export async function takePictures(
  draft: OpenDraft,
  clipboard: DataTransfer | null,
  focused: Element | null,
): Promise<string> {
  const url = addressAt(draft, focused);
  const files = picturesOf(clipboard, url === '' ? undefined : '网页截图');
  const kind = url === '' ? 'photo' : 'media_report';
  try {
    const { keys, refused } = await draft.addFiles({ kind, slot: '' }, { files }, url);
    if (refused.length > 0) return refused.join('');
    if (keys.length === 0) return '剪贴板里的图片已经在附件里，没有再添加。';
    const name = KINDS.find(([word]) => word === kind)?.[1];
    const of = url === '' ? name : `${name}（${url}）`;
    return `剪贴板里的图片放进了附件，作为${of}，按 Ctrl+Z 可以撤销。`;
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
