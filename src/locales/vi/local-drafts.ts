/** Unsynced changes in this browser: notice, list, sign-out dialog. */
export const localDrafts = {
  title: 'Lưu trên máy này',
  intro:
    'Những thay đổi này chưa gửi về tòa soạn, chỉ lưu trên máy này. Hãy mở bài để gửi tiếp, sao chép ra nơi khác hoặc bỏ đi.',
  list: 'Các bài lưu trên máy này',
  empty: 'Không có thay đổi nào chưa gửi',
  emptyText: 'Mọi thay đổi trên máy này đã được lưu trong cơ sở dữ liệu của tòa soạn.',
  /** Notice above the article list. */
  notice_other: '{{count}} bài có thay đổi chưa gửi về tòa soạn, đang lưu trên máy này.',
  noticeFiles_other: '{{count}} bài có ảnh chưa gửi về tòa soạn, đang lưu trên máy này.',
  noticeLink: 'Xem các bài này',
  /** Item of the user menu. */
  menu_other: 'Lưu trên máy này ({{count}})',
  /** `time` is "14 phút trước". */
  writtenAt: 'Sửa lần cuối {{time}}',
  added_other: 'thêm {{count}} từ',
  removed_other: 'bỏ {{count}} từ',
  onlyForm: 'chỉ đổi định dạng',
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
  /** Why changes are unsynced, by code. */
  reasons: {
    waiting: 'Chưa gửi được vì mất mạng hoặc trang đóng trước khi gửi xong. Mở bài để gửi tiếp.',
    'wrong-stage': 'Bài đã chuyển sang bước khác nên không nhận thêm thay đổi.',
    'not-permitted': 'Bạn không còn được sửa bài này.',
    'not-found': 'Bạn không còn mở được bài này.',
    'schema-version': 'Trang khi đó chưa cập nhật phiên bản mới. Mở bài để gửi tiếp.',
    unauthenticated: 'Phiên đăng nhập đã hết trước khi gửi xong. Mở bài để gửi tiếp.',
    'invalid-document': 'Máy chủ không nhận một phần nội dung. Hãy sao chép phần cần giữ.',
    unreadable: 'Máy chủ không đọc được bài này nên chưa nhận thêm thay đổi.',
  },
  open: 'Mở bài',
  copy: 'Sao chép nội dung',
  copied: 'Đã sao chép tiêu đề, sapo và nội dung.',
  copyFailed: 'Trình duyệt không cho sao chép. Hãy bôi đen rồi sao chép bằng tay.',
  show: 'Xem nội dung',
  discard: 'Bỏ…',
  discardTitle: 'Bỏ phần chưa gửi về tòa soạn?',
  discardText:
    'Phần này chỉ có trên máy này; bỏ rồi không khôi phục được. Nội dung tòa soạn đã nhận vẫn còn nguyên.',
  discardConfirm: 'Bỏ khỏi máy này',
  discardFailed: 'Chưa bỏ được khỏi máy này.',
  discarded: 'Đã bỏ khỏi máy này.',
  signOut: {
    title: 'Còn thay đổi chưa gửi về tòa soạn',
    text_other: '{{count}} bài còn phần chỉ lưu trên máy này:',
    shared: 'Máy dùng chung? Nếu giữ lại, người khác mở trình duyệt này có thể xem được.',
    stay: 'Ở lại',
    keep: 'Đăng xuất, giữ lại trên máy',
    clear: 'Đăng xuất và xóa khỏi máy',
    othersKept: 'Đã xóa dữ liệu của bạn. Máy này còn bài chưa gửi của người khác nên được giữ lại.',
    clearFailed: 'Đã đăng xuất, nhưng chưa xóa hết được dữ liệu trên máy này.',
  },
  /** On the editing page, when the server refuses changes. */
  banner: {
    title: 'Thay đổi vừa rồi chưa gửi được về tòa soạn',
    text: 'Thay đổi vẫn còn trên trang này và được lưu trên máy này.',
    textNotStored: 'Thay đổi chỉ còn trên trang này: hãy sao chép trước khi đóng trang.',
    refused:
      'Máy chủ không nhận một phần nội dung vừa sửa. Bạn vẫn viết tiếp được; hãy hoàn tác hoặc bỏ phần đó để bài được lưu.',
    undo: 'Hoàn tác phần bị từ chối',
    undoFailed:
      'Phần bị từ chối có từ trước khi mở trang này. Hãy xóa phần đó trong bài, hoặc bỏ khỏi máy này.',
    discard: 'Bỏ phần bị từ chối, viết tiếp',
  },
} as const;
