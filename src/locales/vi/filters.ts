/** Filters above a list. */
export const filters = {
  time: 'Thời gian',
  find: 'Tìm…',
  nothingFound: 'Không tìm thấy mục nào phù hợp',
  /** An active filter: "Chuyên mục: Kinh tế". */
  chosen: '{{name}}: {{value}}',
  remove: 'Bỏ lọc {{name}}',
  clear: 'Bỏ hết bộ lọc',
  times: { today: 'Hôm nay', week: '7 ngày qua', month: '30 ngày qua' },
  from: 'Từ ngày',
  to: 'Đến hết ngày',
  since: 'từ {{day}}',
  until: 'đến {{day}}',
  between: '{{from}} – {{to}}',
  apply: 'Lọc',
} as const;
