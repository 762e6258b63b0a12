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
  /** A form whose resource somebody else saved. */
  conflict: {
    title: 'Một quản trị viên khác vừa lưu thay đổi',
    text: 'Nội dung bạn nhập vẫn được giữ. Bản vừa lưu:',
    takeTheirs: 'Lấy bản vừa lưu',
    keepMine: 'Giữ bản của tôi',
  },
  /** Before typed changes are lost. */
  unsaved: {
    title: 'Bỏ thay đổi chưa lưu?',
    text: 'Thay đổi chưa lưu sẽ mất.',
    discard: 'Bỏ thay đổi',
    stay: 'Sửa tiếp',
  },
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
