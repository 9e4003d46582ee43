// What may go along, by the words of the case file and of the screen.

/** The kinds of attachments in the order in which they are offered. */
export const KINDS: readonly [string, string][] = [
  ['photo', '照片'],
  ['video', '视频'],
  ['long_image', '长图文'],
  ['media_report', '媒体报道截图'],
  ['document', '其他材料'],
  ['plan', '项目实施方案'],
  ['sealed_scan', '盖章扫描件'],
];
