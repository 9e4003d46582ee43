import type { Examples } from '../../example';
import Cleaned from './Cleaned.svelte';

const removed = ['拍摄地点', '拍摄时间、相机和参数', '缩略图', '说明、作者和编辑软件留下的信息'];

export default {
  component: Cleaned,
  examples: [
    {
      name: '去掉了',
      props: {
        cleaned: [
          { file: '附件/照片01-店长培训.jpg', removed, label: null },
          { file: '附件/视频01-会议.mp4', removed: ['拍摄地点'], label: null },
        ],
        uncleaned: [],
      },
    },
    {
      name: '有去不掉的',
      props: {
        cleaned: [
          { file: '附件/照片01-店长培训.jpg', removed: ['拍摄地点'], label: '人工智能生成标识' },
        ],
        uncleaned: ['附件/视频02-航拍.avi：不能清除 AVI 文件里的拍摄地点等信息。'],
      },
    },
  ],
} satisfies Examples<typeof Cleaned>;
