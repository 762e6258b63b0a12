import type { DemoFanpage } from './types.ts';

/** Fanpages of a fictional newsroom ("vidu" is "example"), one of them hidden, in the order of the portal. */
export const demoFanpages: DemoFanpage[] = [
  {
    code: 'tsfb24',
    name: 'Tin nhanh Tòa Soạn',
    url: 'https://facebook.com/toasoan.vidu',
    finding: 'unclear',
    scansPerDay: 9,
  },
  { code: 'tszb37', name: 'Tòa Soạn với bạn đọc', url: 'https://zalo.me/toasoan-vidu', scansPerDay: 5 },
  {
    code: 'tsyt58',
    name: 'Truyền hình Tòa Soạn',
    url: 'https://youtube.com/@toasoan-vidu',
    finding: 'ok',
    scansPerDay: 3,
  },
  { code: 'tstk69', name: 'Tòa Soạn 60 giây', url: 'https://tiktok.com/@toasoan.vidu', scansPerDay: 2 },
  {
    code: 'tsw792',
    name: 'Câu lạc bộ bạn đọc',
    url: 'https://bandoc.toasoan.example',
    isHidden: true,
    scansPerDay: 0,
  },
];
