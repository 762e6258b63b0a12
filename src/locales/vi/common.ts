/** Texts shared by several screens: product, states, roles, buttons, times. */
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
  /** State badges. */
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
    /** `time` is 14:06. */
    yesterday: 'Hôm qua {{time}}',
    /** Remaining time; `span` is "15 giờ". */
    left: 'còn {{span}}',
  },
} as const;
