/** The review page: the article as readers will see it, facts, decisions. */
export const review = {
  title: 'Đọc duyệt: {{title}}',
  back: 'Về danh sách chờ duyệt',
  edit: 'Sửa trực tiếp',
  preview: 'Xem trước',
  checks: 'Kiểm tra',
  portal: 'Xem trên cổng',
  /** Instead of the decisions, when the article is at another step. */
  notWaiting: 'Bài không ở trạng thái chờ duyệt.',
  facts: { label: 'Về bài này', authors: 'Tác giả', waiting: 'Đã chờ', length: 'Độ dài' },
  /** How the words are read; the page opens with the first that there is. */
  reading: {
    label: 'Chế độ đọc',
    since: 'Thay đổi từ lần đọc trước',
    published: 'Khác bản đang đăng',
    article: 'Toàn bài',
  },
  changes: {
    title: 'Bài vừa được sửa trong lúc bạn đọc',
    text: 'Chưa có gì được xuất bản. Dưới đây là phần khác với bản bạn vừa đọc; bản mới đã hiện trên trang.',
  },
} as const;
