/** The review page: the article as readers will see it, facts, decisions. */
export const review = {
  title: 'Đọc duyệt: {{title}}',
  back: 'Về danh sách chờ duyệt',
  edit: 'Sửa trực tiếp',
  preview: 'Xem trước',
  checks: 'Kiểm tra',
  portal: 'Xem trên cổng',
  /** Instead of the decisions, when the article is at another step. */
  notWaiting: 'Bài không ở bước chờ duyệt.',
  facts: { label: 'Về bài này', authors: 'Tác giả', waiting: 'Đã chờ', length: 'Độ dài' },
  changes: {
    title: 'Bài vừa được sửa trong lúc bạn đọc',
    text: 'Chưa có gì được xuất bản. Dưới đây là phần khác với bản bạn vừa đọc; bản mới đã hiện trên trang.',
    /** Where a change is; `kind` is one of the four words below. */
    place: { title: 'Tiêu đề: {{kind}}', lead: 'Sapo: {{kind}}', body: 'Nội dung: {{kind}}' },
    added: 'thêm mới',
    removed: 'bỏ đi',
    changed: 'sửa chữ',
    format: 'đổi cách trình bày',
  },
} as const;
