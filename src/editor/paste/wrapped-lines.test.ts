import { expect, test } from 'vitest';
import { joinWrappedLines } from './wrapped-lines.ts';

test('the lines of a PDF become one paragraph', () => {
  const text = 'UBND thành phố yêu cầu các\nsở, ban, ngành khẩn trương triển\nkhai thực hiện.';
  expect(joinWrappedLines(text)).toBe(
    'UBND thành phố yêu cầu các sở, ban, ngành khẩn trương triển khai thực hiện.',
  );
});

test('paragraphs end at an empty line, or at a stop before the edge of the page', () => {
  const text = [
    'Thành phố yêu cầu các sở, ban,',
    'ngành khẩn trương thực hiện.',
    'Hạn cuối là',
    'tháng 12.',
    '',
    'Các quận báo cáo kết quả về Văn',
    'phòng trước ngày 20.',
    '- Sở Xây dựng',
    '- Sở Tài chính',
  ].join('\n');
  expect(joinWrappedLines(text)).toBe(
    [
      'Thành phố yêu cầu các sở, ban, ngành khẩn trương thực hiện. Hạn cuối là tháng 12.',
      'Các quận báo cáo kết quả về Văn phòng trước ngày 20.',
      '- Sở Xây dựng',
      '- Sở Tài chính',
    ].join('\n'),
  );
});

test.each([
  [
    'verse',
    'Trăm năm trong cõi người ta,\nChữ tài chữ mệnh khéo là ghét nhau.\nTrải qua một cuộc bể dâu,\nNhững điều trông thấy mà đau đớn lòng.',
  ],
  ['a list of names', 'Nguyễn Văn A\nTrần Thị B\nLê Văn C\nPhạm Thị D'],
  ['a list', '- cảng\n- sân bay\n- nhà ga'],
  ['a post with pins', 'Mời bạn đến\n📍 số 1 Lê Lợi\n📍 số 2 Lê Lai\n#haiphong'],
  ['paragraphs', 'Sáng nay cảng mở.\nChiều nay tàu vào.\nTối nay có mưa.'],
  ['two lines', 'Sáng nay cảng\nmở cửa.'],
  ['nothing', ''],
])('%s stays as it is', (_kind, text) => {
  expect(joinWrappedLines(text)).toBe(null);
});
