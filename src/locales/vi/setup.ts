/** The target page of a new installation's one-time link. */
export const setup = {
  title: 'Tạo quản trị viên đầu tiên',
  lead: 'Tòa soạn chưa có tài khoản nào. Tài khoản này sẽ mời những người khác.',
  name: 'Họ tên',
  submit: 'Tạo tài khoản và đăng nhập',
  used: 'Liên kết này đã được dùng hoặc không đúng. Hãy khởi động lại máy chủ để lấy liên kết mới.',
} as const;
