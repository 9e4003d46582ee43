// A picture in the clipboard, wherever the focus is.

import { afterEach, expect, test } from 'vitest';
import { paste, settle } from '../acting';
import { SLOTS, attachment, exampleDraft, fakeHost, type Heard } from '../host/fake';
import type { Host } from '../host';
import { OpenDraft } from './draft.svelte';
import { hearPictures } from './pasted';

let end = () => {};
afterEach(() => {
  end();
  document.body.replaceChildren();
});

const shot = new File(['x'], 'image.png', { type: 'image/png' });

/** A draft whose field `links` has two addresses, and a page with a control in the second and one elsewhere. */
function open(upload: Host['upload'], added = true) {
  const heard: Heard = [];
  const attach = { seq: 0, ...(added ? { attachments: [attachment('网页截图.png')] } : {}) };
  const host = { ...fakeHost({ attach }, heard), ...(upload ? { upload } : {}) };
  const links = ['https://a.cn/1', 'https://a.cn/2'];
  const draft = new OpenDraft(host, {
    ...exampleDraft({ values: { links } }),
    slots: { self: SLOTS },
  });
  const said: string[] = [];
  end = hearPictures(draft, (sentence) => said.push(sentence));
  document.body.innerHTML =
    '<p data-field="name"><input id="name"></p><p data-field="links/2"><input id="link"></p>' +
    '<p data-field="photo"><button id="photo"></button></p>' +
    '<p data-field="attachments/award"><button id="award"></button></p>';
  const attached = () => heard.find((one) => one.ask === 'attach');
  return { said, attached };
}
const control = (id: string) => document.getElementById(id)!;
const keeps: NonNullable<Host['upload']> = (_draft, _token, file) =>
  Promise.resolve({ names: [file.name], refused: [] });

test('it is a photo among the attachments', async () => {
  const { said, attached } = open(keeps);
  expect(paste(control('name'), '', { files: [shot] })).toBe(true);
  await settle();
  await settle();
  expect(attached()).toMatchObject({ kind: 'photo', names: ['粘贴的图片.png'] });
  expect(said).toEqual(['剪贴板里的图片放进了附件，作为照片，按 Ctrl+Z 可以撤销。']);
});

test('in the row of an address it is the shot of that page', async () => {
  const { said, attached } = open(keeps);
  paste(control('link'), '', { files: [shot], html: '<img src="https://a.cn/x.png">' });
  await settle();
  await settle();
  expect(attached()).toMatchObject({
    kind: 'media_report',
    url: 'https://a.cn/2',
    names: ['网页截图.png'],
  });
  expect(said[0]).toContain('作为媒体报道截图（https://a.cn/2）');
});

test.each([
  ['photo', { kind: 'photo', slot: 'photo' }],
  ['award', { kind: 'document', slot: 'award' }],
])('at %s it is what is asked for there', async (id, wanted) => {
  const { said, attached } = open(keeps);
  paste(control(id), '', { files: [shot] });
  await settle();
  await settle();
  expect(attached()).toMatchObject(wanted);
  expect(said[0]).toMatch(/作为(获奖证书|“.+”)，/);
});

test('words, cells and words with a picture are none', () => {
  open(keeps);
  expect(paste(control('name'), '甲')).toBe(false);
  expect(paste(control('name'), '甲\t乙', { files: [shot] })).toBe(false);
  expect(paste(control('name'), '', { files: [new File(['x'], 'a.pdf')] })).toBe(false);
});

test('what cannot be taken, or is there, is said', async () => {
  const full = () => Promise.reject({ code: 'machine', message: '磁盘满了。' });
  const { said } = open(full);
  paste(control('name'), '', { files: [shot] });
  await settle();
  await settle();
  expect(said).toEqual(['“粘贴的图片.png”没有添加：磁盘满了。']);
  end();
  const again = open(keeps, false);
  paste(control('name'), '', { files: [shot] });
  await settle();
  await settle();
  expect(again.said).toEqual(['剪贴板里的图片已经在附件里，没有再添加。']);
});
