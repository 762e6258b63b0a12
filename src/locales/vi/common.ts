/** Words that several screens share: the product, states, roles, buttons, times. */
export const common = {
  brand: 'Tòa Soạn',
  cancel: 'Hủy',
  close: 'Đóng',
  confirm: 'Đồng ý',
  retry: 'Thử lại',
  back: 'Quay lại',
  save: 'Lưu',
  loading: 'Đang tải…',
  untitled: 'Chưa có tiêu đề',
  noCategory: 'Chưa chọn chuyên mục',
  noByline: 'Chưa có bút danh',
  /** One word for each state, on badges. */
  state: {
    draft: 'Bản nháp',
    review: 'Chờ duyệt',
    returned: 'Trả lại',
    scheduled: 'Hẹn giờ',
    published: 'Đã xuất bản',
    withdrawn: 'Đã gỡ',
  },
  role: {
    journalist: 'Phóng viên',
    editor: 'Biên tập viên',
    admin: 'Quản trị viên',
  },
  time: {
    justNow: 'Vừa xong',
    /** Yesterday with the hour; `time` is 14:06. */
    yesterday: 'Hôm qua {{time}}',
    /** Time left until something happens; `span` is "15 giờ". */
    left: 'còn {{span}}',
    vietnamTime: 'giờ Việt Nam',
  },
} as const;
