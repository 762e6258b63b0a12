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
  suspended: 'Tài khoản đã bị khóa. Hãy liên hệ quản trị viên của tòa soạn.',
  demo: {
    title: 'Tòa soạn dùng thử',
    text: 'Chọn một tài khoản để vào ngay. Mật khẩu chung:',
  },
  /** The dialog before a sensitive action. */
  again: {
    title: 'Xác nhận đó là bạn',
    text: 'Việc này cần nhập lại mật khẩu, để không ai làm thay khi bạn rời máy. Sau đó bạn được làm tiếp trong 10 phút.',
    submit: 'Xác nhận',
  },
  /** Why a session has ended: the bar (`waiting`) and the dialog over the page, the note on the sign-in page. */
  ended: {
    none: {
      title: 'Phiên đăng nhập đã hết',
      waiting: 'Cứ làm tiếp: thay đổi được gửi đi khi bạn đăng nhập lại.',
      text: 'Trang vẫn giữ nguyên, không mất nội dung nào. Nhập lại mật khẩu để làm tiếp.',
      note: 'Phiên đăng nhập đã hết. Hãy đăng nhập lại.',
    },
    expired: {
      title: 'Phiên đăng nhập đã hết',
      waiting: 'Cứ làm tiếp: thay đổi được gửi đi khi bạn đăng nhập lại.',
      text: 'Trang vẫn giữ nguyên, không mất nội dung nào. Nhập lại mật khẩu để làm tiếp.',
      note: 'Phiên đăng nhập đã hết vì lâu không dùng. Hãy đăng nhập lại.',
    },
    revoked: {
      title: 'Bạn đã bị đăng xuất khỏi máy này',
      waiting: 'Cứ làm tiếp: thay đổi được gửi đi khi bạn đăng nhập lại.',
      text: 'Phiên này đã bị kết thúc từ thiết bị khác, hoặc mật khẩu hay cách xác minh của bạn vừa đổi. Trang vẫn giữ nguyên. Đăng nhập lại để làm tiếp.',
      note: 'Phiên này đã bị kết thúc từ thiết bị khác, hoặc mật khẩu hay cách xác minh vừa đổi. Hãy đăng nhập lại.',
    },
    suspended: {
      title: 'Tài khoản đã bị khóa',
      waiting: 'Nội dung chưa gửi vẫn còn trên máy này.',
      text: 'Quản trị viên đã khóa tài khoản này. Nội dung chưa gửi vẫn còn trên máy này. Hãy liên hệ quản trị viên của tòa soạn; khi tài khoản được mở lại, đăng nhập để làm tiếp.',
      note: 'Tài khoản đã bị khóa. Hãy liên hệ quản trị viên của tòa soạn.',
    },
  },
  expired: {
    account: 'Tài khoản',
    submit: 'Tiếp tục',
    later: 'Để sau',
    other: 'Dùng tài khoản khác',
    otherTitle: 'Rời trang này?',
    otherText:
      'Đăng nhập bằng tài khoản khác sẽ đóng trang đang mở. Thay đổi chưa lưu có thể chỉ còn trên máy này.',
    otherConfirm: 'Rời trang',
    /** The bar shown after "later". */
    bar: 'Thay đổi mới chưa lưu được.',
    barAction: 'Đăng nhập lại',
  },
} as const;
