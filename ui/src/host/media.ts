// Photos, videos and papers as the program could tell them, for examples and tests.

import type { AttachmentView, FindingView, SeenView, SlotView } from '.';

export const PHOTO: SeenView = {
  what: 'JPEG 照片',
  size: '4000×3000',
  duration: null,
  verdict: 'meets',
  ai_label: null,
  pictured: true,
};

export const VIDEO: SeenView = {
  what: 'MP4 视频',
  size: '1280×720',
  duration: '1 分 20 秒',
  verdict: 'below',
  ai_label: null,
  pictured: false,
};

export const HEIC: SeenView = {
  what: 'HEIC 照片',
  size: '4032×3024',
  duration: null,
  verdict: 'meets',
  ai_label: null,
  pictured: true,
};

export const UNREADABLE: SeenView = {
  what: 'RMVB 视频',
  size: null,
  duration: null,
  verdict: 'unreadable',
  ai_label: null,
  pictured: false,
};

export const PAPER: SeenView = {
  what: 'PDF 文件',
  size: null,
  duration: null,
  verdict: null,
  ai_label: null,
  pictured: false,
};

/** A photo that goes along; what is named in `changes` differs from it. */
export function attachment(path: string, changes: Partial<AttachmentView> = {}): AttachmentView {
  const plain = { path, kind: 'photo', caption: '', url: '', form: '', slot: '' };
  return { ...plain, bytes: 3_245_678, seen: PHOTO, heavy: false, ...changes };
}

/** Papers that a call names: one that must be there, and one that may. */
export const SLOTS: SlotView[] = [
  { id: 'id_card', what: '身份证复印件', kind: 'document', least: 1, most: 1, formats: ['pdf'] },
  { id: 'award', what: '获奖证书', kind: 'document', least: 0, most: 3, formats: ['pdf', 'jpg'] },
];

/** One of each kind of thing, and a name as cameras and chat programs give them. */
export const ATTACHED: AttachmentView[] = [
  attachment('现场.jpg', { caption: '店长培训' }),
  attachment('会议.mp4', { kind: 'video', seen: VIDEO, bytes: 412_345_678 }),
  attachment('IMG_20200612_143012.HEIC', {
    seen: HEIC,
    caption: '合作社的直播间',
    heavy: true,
  }),
  attachment('报道.png', { kind: 'media_report', bytes: null, seen: null }),
  attachment('航拍.rmvb', { kind: 'video', seen: UNREADABLE, bytes: 4_012_345_678 }),
  attachment('实施方案（定稿）.pdf', { kind: 'plan', seen: PAPER, bytes: 234_567 }),
  ...[1, 2, 3, 4, 5, 6].map((number) =>
    attachment(`mmexport159234${number}2345678_wx_camera_1592345678901.jpg`),
  ),
];

/** A finding about a video of 720 lines, at this number. */
export const tooSmall = (number: number): FindingView => ({
  code: 'A402',
  level: 'stops',
  path: `attachments/${number}`,
  message: `附件${number}（会议.mp4）长边 1280 像素，要求不少于 1920 像素；短边 720 像素，要求不少于 1080 像素。`,
  hint: '请用拍摄时的原片，不要用聊天软件转发过的视频。',
  source: '苏2020 公告七(二)',
  reason_key: null,
  suggestion: null,
  missing: false,
});

/** A finding that what goes along is more than a mail takes. */
export const HEAVY: FindingView = {
  ...tooSmall(1),
  code: 'A413',
  level: 'warns',
  path: 'attachments',
  message: '附件一共 83.4 MB，普通邮箱的一封邮件一般最多 50 MB。',
  hint: '最大的是附件2（会议.mp4）63 MB。视频请用剪辑软件导出一份小一些的；减不下来的，用邮箱的“超大附件”，或分几封发。',
  source: '苏2020 公告七(一)',
};

/** A finding about a file that is not there, at this number. */
export const notThere = (number: number): FindingView => ({
  ...tooSmall(number),
  code: 'A401',
  message: `附件${number}（报道.png）的文件不在。`,
  hint: '请重新添加，或去掉。',
  source: '',
});

/** A finding about a paper that the call names and that is not there. */
export const notAttached = (slot: string, what: string): FindingView => ({
  ...tooSmall(1),
  code: 'A404',
  path: `attachments/${slot}`,
  message: `还没有附上${what}。`,
  hint: '请在附件里添加。',
});

/** A picture that a browser can draw. */
export const PICTURE = new Blob(
  [
    `<svg xmlns="http://www.w3.org/2000/svg" width="252" height="189">
      <rect width="252" height="189" fill="#b9d3e6"/>
      <path d="M0 150l70-80 50 50 45-60 87 90v39H0z" fill="#6b8f5a"/>
      <circle cx="200" cy="40" r="18" fill="#f2d36b"/>
    </svg>`,
  ],
  { type: 'image/svg+xml' },
);
