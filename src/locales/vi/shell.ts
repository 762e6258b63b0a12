/** Navigation, user menu and error pages. */
export const shell = {
  skipToContent: 'Đến nội dung chính',
  navigation: 'Menu chính',
  openMenu: 'Mở menu',
  closeMenu: 'Đóng menu',
  articles: 'Bài viết',
  review: 'Chờ duyệt',
  /** Heading of the admin pages in the navigation. */
  admin: 'Quản trị',
  categories: 'Chuyên mục',
  fanpages: 'Fanpage',
  people: 'Nhân sự',
  audit: 'Nhật ký',
  newsroom: 'Tòa soạn',
  /** Accessible text of a count in the navigation. */
  articleCount_other: '{{count}} bài',
  account: {
    /** Accessible prefix of the user menu's button. */
    open: 'Tài khoản:',
    page: 'Tài khoản của tôi',
    language: 'Ngôn ngữ',
    scheme: 'Giao diện',
    schemes: { light: 'Sáng', dark: 'Tối', auto: 'Theo hệ thống' },
    /** Deletes everything stored in the browser when signing out. */
    sharedComputer: 'Máy dùng chung: xóa sạch khi đăng xuất',
    signOut: 'Đăng xuất',
    signOutEverywhere: 'Đăng xuất mọi thiết bị',
    signOutEverywhereTitle: 'Đăng xuất mọi thiết bị?',
    signOutEverywhereText:
      'Mọi điện thoại và máy tính đang dùng tài khoản này sẽ phải đăng nhập lại, kể cả máy này.',
  },
  update: {
    text: 'Đã có phiên bản mới của Tòa Soạn. Bài đang viết vẫn còn nguyên khi tải lại.',
    action: 'Dùng bản mới',
  },
  page: {
    notFoundTitle: 'Không tìm thấy trang',
    notFoundText: 'Có thể địa chỉ sai, bài đã chuyển vào thùng rác hoặc bạn không có quyền xem nội dung này.',
    forbiddenTitle: 'Bạn không có quyền vào trang này',
    forbiddenText: 'Tài khoản của bạn không có quyền ở đây. Nếu cần, hãy nhờ quản trị viên cấp quyền.',
    adminsTitle: 'Trang này chỉ dành cho quản trị viên',
    adminsText: 'Nếu cần thay đổi ở đây, hãy nhờ một quản trị viên của tòa soạn.',
    serverTitle: 'Máy chủ gặp lỗi',
    serverText: 'Nội dung đã lưu vẫn còn nguyên. Hãy thử lại sau ít phút.',
    offlineTitle: 'Không kết nối được máy chủ',
    offlineText: 'Hãy kiểm tra mạng. Nội dung bạn đã viết vẫn được lưu trên máy này.',
    brokenTitle: 'Trang này gặp lỗi',
    brokenText: 'Hãy tải lại trang. Nội dung đã lưu vẫn còn nguyên.',
    updatedTitle: 'Đã có phiên bản mới của Tòa Soạn',
    updatedText: 'Trang này cần tải lại để dùng phiên bản mới.',
    reload: 'Tải lại trang',
    toArticles: 'Về danh sách bài',
  },
} as const;
