/** The sign-in page, and the dialog that asks for the password again when a session has ended. */
export const signIn = {
  title: 'Đăng nhập',
  lead: 'Hệ thống biên tập của tòa soạn',
  email: 'Email',
  password: 'Mật khẩu',
  showPassword: 'Hiện mật khẩu',
  hidePassword: 'Ẩn mật khẩu',
  submit: 'Đăng nhập',
  emailRequired: 'Hãy điền email.',
  emailInvalid: 'Địa chỉ email chưa đúng.',
  passwordRequired: 'Hãy điền mật khẩu.',
  wrong: 'Email hoặc mật khẩu chưa đúng.',
  wrongPassword: 'Mật khẩu chưa đúng.',
  /** `span` is "12 phút". */
  throttled: 'Đã thử quá nhiều lần. Hãy thử lại sau {{span}}.',
  suspended: 'Tài khoản này đang bị khóa. Hãy liên hệ quản trị viên.',
  demo: {
    title: 'Tòa soạn dùng thử',
    text: 'Chọn một tài khoản để vào ngay. Mật khẩu chung:',
  },
  expired: {
    title: 'Phiên đăng nhập đã hết',
    text: 'Trang vẫn giữ nguyên, không mất nội dung nào. Nhập lại mật khẩu để làm tiếp.',
    account: 'Tài khoản',
    submit: 'Tiếp tục',
    later: 'Để sau',
    other: 'Dùng tài khoản khác',
    otherTitle: 'Rời trang này?',
    otherText:
      'Đăng nhập bằng tài khoản khác sẽ đóng trang đang mở. Thay đổi chưa lưu có thể chỉ còn trên máy này.',
    otherConfirm: 'Rời trang',
    /** The bar shown after "later". */
    bar: 'Bạn đang xem trang khi chưa đăng nhập; thay đổi mới chưa lưu được.',
    barAction: 'Đăng nhập lại',
  },
} as const;
