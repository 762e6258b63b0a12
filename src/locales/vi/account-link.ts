/** The target page of one-time links: invitation and password reset. */
export const accountLink = {
  checking: 'Đang kiểm tra liên kết…',
  invitation: {
    title: 'Chào mừng bạn đến với tòa soạn',
    lead: 'Chào {{name}}. Hãy đặt mật khẩu để bắt đầu làm việc. Từ nay bạn đăng nhập bằng {{email}}.',
    submit: 'Đặt mật khẩu và đăng nhập',
  },
  reset: {
    title: 'Đặt mật khẩu mới',
    lead: 'Chào {{name}}. Đây là mật khẩu mới cho {{email}}. Sau khi đặt, mọi thiết bị khác sẽ phải đăng nhập lại.',
    submit: 'Đổi mật khẩu và đăng nhập',
  },
  goneTitle: 'Liên kết không còn hiệu lực',
  goneText:
    'Có thể liên kết đã được dùng, đã hết hạn hoặc đã bị thu hồi. Hãy nhờ quản trị viên gửi liên kết mới.',
  toSignIn: 'Đến trang đăng nhập',
  throttledTitle: 'Hãy chờ một lát',
  throttledText: 'Có quá nhiều lần thử từ mạng này. Hãy mở lại liên kết sau ít phút.',
  failedTitle: 'Chưa kiểm tra được liên kết',
  /** The password was set, but the automatic sign-in failed. */
  setButNotIn: 'Đã đặt mật khẩu. Hãy đăng nhập bằng mật khẩu mới.',
} as const;
