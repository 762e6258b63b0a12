/** Sign-in at the newsroom's provider; `{{name}}` is the provider's. */
export const singleSignOn = {
  signIn: 'Đăng nhập bằng {{name}}',
  confirm: 'Xác nhận bằng {{name}}',
  opening: 'Đang mở {{name}} ở cửa sổ khác. Xong ở đó, bạn sẽ làm tiếp được ở đây.',
  /** The page after the provider's redirect, in the window that was opened for it. */
  done: {
    title: 'Đăng nhập một lần',
    succeeded: 'Đã xong. Bạn có thể đóng cửa sổ này và làm tiếp ở trang trước.',
    close: 'Đóng cửa sổ',
  },
  errors: {
    unavailable: 'Hệ thống đăng nhập của tòa báo chưa trả lời. Hãy thử lại sau, hoặc dùng mật khẩu.',
    cancelled: 'Bạn đã dừng đăng nhập giữa chừng.',
    expired: 'Lần đăng nhập này đã quá hạn, hoặc trình duyệt không giữ cookie. Hãy thử lại từ đây.',
    failed: 'Không xác nhận được lần đăng nhập này. Hãy thử lại; nếu vẫn không được, hãy báo quản trị viên.',
    throttled: 'Đã thử quá nhiều lần. Hãy thử lại sau 15 phút.',
    unverified:
      'Hệ thống đăng nhập chưa xác minh địa chỉ email của bạn. Hãy xác minh email ở đó rồi thử lại.',
    'no-account':
      'Chưa có tài khoản hay lời mời nào cho địa chỉ email này. Hãy nhờ quản trị viên của tòa soạn mời bạn.',
    'other-identity':
      'Địa chỉ email này thuộc về một tài khoản đã liên kết với người khác. Hãy báo quản trị viên của tòa soạn.',
    'other-account': 'Đây không phải tài khoản đang mở trang này. Hãy dùng đúng tài khoản của bạn.',
    suspended: 'Tài khoản đã bị khóa. Hãy liên hệ quản trị viên.',
  },
  account: {
    title: 'Đăng nhập một lần',
    text: 'Vào tòa soạn bằng tài khoản của tòa báo.',
    failed: 'Chưa tải được liên kết',
    linked: 'Đã liên kết với {{name}} từ {{date}}.',
    notLinked: 'Chưa liên kết. Lần đầu đăng nhập bằng {{name}} với cùng địa chỉ email sẽ liên kết tài khoản.',
    unlink: 'Gỡ liên kết',
    noPassword: 'Hãy nhờ quản trị viên tạo liên kết đặt mật khẩu trước khi gỡ.',
    unlinkTitle: 'Gỡ liên kết với {{name}}?',
    unlinkText: 'Bạn sẽ đăng nhập bằng mật khẩu. Các thiết bị khác sẽ bị đăng xuất.',
    unlinked: 'Đã gỡ liên kết với {{name}}.',
  },
} as const;
