/** The article list: views, filters, rows, empty states. */
export const articles = {
  title: 'Bài viết',
  write: 'Viết bài',
  writeFailed: 'Chưa tạo được bài mới',
  otherWays: 'Cách khác để tạo bài',
  importWord: 'Nhập từ Word…',
  dropWord: 'Thả tệp Word để tạo bài mới',
  search: 'Tìm trong tiêu đề, sapo, nội dung',
  clearSearch: 'Xóa tìm kiếm',
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
    /** The date that the time filter applies to. */
    timeHint: 'Theo lần sửa gần nhất',
    /** In a list sorted by publication. */
    timeHintPublished: 'Theo lần xuất bản đầu tiên',
  },
  sort: {
    label: 'Sắp xếp',
    relevance: 'Phù hợp nhất trước',
    updated: 'Mới sửa trước',
    oldest: 'Cũ nhất trước',
    title: 'Theo tiêu đề',
    published: 'Mới đăng trước',
  },
  list: {
    label: 'Danh sách bài: {{view}}',
    loading: 'Đang tải danh sách…',
    /** Announced when the list has loaded. */
    loaded_other: 'Đang hiện {{count}} bài',
    more: 'Xem thêm',
    note: '“{{note}}”',
    failed: 'Chưa tải được danh sách',
    moreFailed: 'Chưa tải thêm được',
    restore: 'Khôi phục',
    restored: 'Đã khôi phục “{{title}}”. Bài nằm trong mục “Của tôi”.',
    restoredOther: 'Đã khôi phục “{{title}}”.',
    restoreFailed: 'Chưa khôi phục được “{{title}}”',
    untilGone: 'Bài trong thùng rác bị xóa hẳn sau 30 ngày',
  },
  empty: {
    filteredTitle: 'Không tìm thấy bài nào phù hợp',
    filteredText: 'Thử từ khác hoặc bỏ bớt bộ lọc. Gõ không dấu cũng tìm được.',
    /** A link follows. */
    didYouMean: 'Có phải bạn tìm',
    otherViews: 'Có trong danh sách khác',
    searchIn: 'Tìm trong {{view}} ({{number}})',
    mine: { title: 'Bạn chưa có bài nào', text: 'Bấm “Viết bài” hoặc phím N để bắt đầu bài đầu tiên.' },
    returned: {
      title: 'Không có bài nào bị trả lại',
      text: 'Bài bị trả lại sẽ hiện ở đây, kèm ghi chú cần sửa.',
    },
    review: {
      title: 'Không có bài nào chờ duyệt',
      text: 'Bài gửi duyệt sẽ hiện ở đây.',
    },
    scheduled: {
      title: 'Chưa hẹn giờ bài nào',
      text: 'Khi duyệt bài, chọn “Hẹn giờ” để bài tự lên trang đúng giờ.',
    },
    published: { title: 'Chưa có bài nào được đăng', text: 'Bài được duyệt và xuất bản sẽ hiện ở đây.' },
    all: { title: 'Tòa soạn chưa có bài nào', text: 'Bấm “Viết bài” hoặc phím N để bắt đầu.' },
    trash: {
      title: 'Thùng rác trống',
      text: 'Bản nháp đã xóa được giữ ở đây 30 ngày và có thể khôi phục.',
    },
  },
} as const;
