/** The review page: the article as readers will see it, facts, decisions. */
export const review = {
  title: 'Đọc duyệt: {{title}}',
  back: 'Về danh sách chờ duyệt',
  edit: 'Sửa trực tiếp',
  preview: 'Xem trước',
  checks: 'Kiểm tra',
  portal: 'Xem trên cổng',
  /** Replaces the decisions when the article is in another state. */
  notWaiting: 'Bài không ở trạng thái chờ duyệt.',
  facts: { label: 'Về bài này', authors: 'Tác giả', waiting: 'Đã chờ', length: 'Độ dài' },
  /** Reading modes; the page opens with the first available one. */
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
