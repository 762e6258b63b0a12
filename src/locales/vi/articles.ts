/** The article list: views, filters, rows, empty states. */
export const articles = {
  title: 'Bài viết',
  write: 'Viết bài',
  writeFailed: 'Chưa tạo được bài mới',
  search: 'Tìm trong tiêu đề, sapo, nội dung',
  clearSearch: 'Xóa từ tìm',
  views: {
    label: 'Chọn danh sách',
    mine: 'Của tôi',
    returned: 'Trả lại',
    review: 'Chờ duyệt',
    scheduled: 'Hẹn giờ',
    published: 'Đã xuất bản',
    all: 'Tất cả',
    trash: 'Thùng rác',
  },
  filters: {
    label: 'Lọc danh sách',
    category: 'Chuyên mục',
    author: 'Tác giả',
    /** What the time filter looks at. */
    timeHint: 'Theo lần sửa gần nhất',
  },
  sort: {
    label: 'Sắp xếp',
    updated: 'Mới sửa trước',
    oldest: 'Cũ nhất trước',
    title: 'Theo tiêu đề',
    published: 'Mới đăng trước',
  },
  list: {
    label: 'Danh sách bài: {{view}}',
    loading: 'Đang tải danh sách…',
    /** Read out when a list has come. */
    loaded_other: 'Đang hiện {{count}} bài',
    more: 'Xem thêm',
    note: '“{{note}}”',
    failed: 'Chưa tải được danh sách',
    moreFailed: 'Chưa tải thêm được',
    restore: 'Khôi phục',
    restored: 'Đã khôi phục “{{title}}”. Bài đã về “Của tôi”.',
    restoredOther: 'Đã khôi phục “{{title}}”.',
    restoreFailed: 'Chưa khôi phục được “{{title}}”',
    untilGone: 'Tự xóa hẳn sau 30 ngày trong thùng rác',
  },
  empty: {
    filteredTitle: 'Không có bài nào khớp',
    filteredText: 'Thử từ khác hoặc bỏ bớt bộ lọc. Gõ không dấu cũng tìm được.',
    mine: { title: 'Bạn chưa có bài nào', text: 'Bấm “Viết bài” hoặc phím N để bắt đầu bài đầu tiên.' },
    returned: {
      title: 'Không có bài nào bị trả lại',
      text: 'Bài mà biên tập viên trả lại sẽ hiện ở đây, kèm ghi chú cần sửa gì.',
    },
    review: {
      title: 'Không có bài nào chờ duyệt',
      text: 'Bài vừa gửi duyệt sẽ hiện ở đây, bài chờ lâu nhất không bị sót.',
    },
    scheduled: {
      title: 'Chưa hẹn giờ bài nào',
      text: 'Khi duyệt bài, chọn “Hẹn giờ” để bài tự lên trang đúng lúc.',
    },
    published: { title: 'Chưa có bài nào được đăng', text: 'Bài được duyệt và xuất bản sẽ hiện ở đây.' },
    all: { title: 'Tòa soạn chưa có bài nào', text: 'Bấm “Viết bài” hoặc phím N để bắt đầu.' },
    trash: {
      title: 'Thùng rác trống',
      text: 'Bản nháp bị xóa nằm ở đây 30 ngày và có thể khôi phục.',
    },
  },
} as const;
