/** What is kept on this device and has not reached the newsroom: notice, list, signing out of a shared computer. */
export const device = {
  title: 'Đang giữ trên máy này',
  intro:
    'Tòa soạn chưa nhận được những chữ này; chỉ máy này có. Mở bài để gửi tiếp, sao chép ra chỗ khác, hoặc bỏ đi.',
  list: 'Các bài đang giữ trên máy này',
  empty: 'Không có gì phải giữ',
  emptyText: 'Mọi chữ bạn viết trên máy này đã nằm trong cơ sở dữ liệu của tòa soạn.',
  /** Above the list of articles. */
  notice_other: '{{count}} bài có chữ chưa tới tòa soạn, đang giữ trên máy này.',
  noticeFiles_other: '{{count}} bài có ảnh chưa tới tòa soạn, đang giữ trên máy này.',
  noticeLink: 'Xem các bài này',
  /** In the user menu, with how many. */
  menu_other: 'Đang giữ trên máy này ({{count}})',
  /** `time` is "14 phút trước". */
  writtenAt: 'Viết lần cuối {{time}}',
  added_other: 'thêm {{count}} từ',
  removed_other: 'bỏ {{count}} từ',
  onlyForm: 'chỉ đổi cách trình bày',
  files_other: '{{count}} ảnh chờ gửi: {{names}}',
  /** `list` is "từ khóa (cảng, bão), ảnh bìa". */
  fields: 'Thông tin bài: {{list}}',
  fieldNames: {
    categoryId: 'chuyên mục',
    bylines: 'bút danh',
    tags: 'từ khóa',
    source: 'nguồn tin',
    coverMediaId: 'ảnh bìa',
    relatedIds: 'tin khác',
    slug: 'đường dẫn',
  },
  /** Why it waits. */
  reasons: {
    waiting: 'Chưa gửi được vì mất mạng hoặc trang đóng trước khi gửi xong. Mở bài để gửi tiếp.',
    'wrong-stage': 'Bài đã chuyển sang bước khác nên không nhận thêm chữ.',
    'not-permitted': 'Bạn không còn được sửa bài này.',
    'not-found': 'Bạn không còn mở được bài này.',
    'schema-version': 'Trang lúc đó là bản cũ. Mở bài để gửi tiếp.',
    unauthenticated: 'Phiên đăng nhập đã hết trước khi gửi xong. Mở bài để gửi tiếp.',
    'invalid-document': 'Máy chủ không nhận một phần nội dung. Hãy sao chép phần cần giữ.',
    unreadable: 'Máy chủ không đọc được bài này nên chưa nhận thêm chữ.',
  },
  open: 'Mở bài',
  copy: 'Sao chép chữ',
  copied: 'Đã sao chép tiêu đề, sapo và nội dung.',
  copyFailed: 'Trình duyệt không cho sao chép. Hãy bôi đen rồi sao chép bằng tay.',
  show: 'Xem chữ',
  discard: 'Bỏ…',
  discardTitle: 'Bỏ phần chưa tới tòa soạn?',
  discardText:
    'Chỉ máy này có phần đó; bỏ rồi không lấy lại được. Những gì tòa soạn đã có của bài này vẫn còn nguyên.',
  discardConfirm: 'Bỏ khỏi máy này',
  discardFailed: 'Chưa bỏ được khỏi máy này.',
  discarded: 'Đã bỏ khỏi máy này.',
  signOut: {
    title: 'Còn chữ chưa tới tòa soạn',
    text_other: '{{count}} bài còn phần chỉ máy này có:',
    shared: 'Máy dùng chung? Giữ lại thì người khác mở được trình duyệt này có thể thấy.',
    stay: 'Ở lại',
    keep: 'Đăng xuất, giữ lại trên máy',
    clear: 'Đăng xuất và xóa khỏi máy',
    clearFailed: 'Đã đăng xuất, nhưng chưa xóa hết được dữ liệu trên máy này.',
  },
  /** On the writing page, when words are refused. */
  banner: {
    title: 'Chữ bạn vừa viết chưa tới tòa soạn',
    text: 'Chúng vẫn ở trên trang này và được giữ trên máy này.',
    textUnkept: 'Chúng chỉ còn trên trang này: hãy sao chép trước khi đóng trang.',
  },
} as const;
