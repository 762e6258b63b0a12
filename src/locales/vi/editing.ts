/** The writing page: bar, inspector, save state, banners. */
export const editing = {
  loading: 'Đang mở bài…',
  back: 'Về danh sách bài',
  people: 'Đang cùng mở bài',
  toReview: 'Đọc duyệt',
  /** Under the inspector. */
  words_other: '{{count}} từ · đọc {{minutes}} phút',
  save: {
    saved: 'Đã lưu',
    saving: 'Đang lưu…',
    offline: 'Ngoại tuyến: lưu trên máy này',
    /** Local storage is unavailable: a private window, a full disk. */
    alone: 'Ngoại tuyến: đừng đóng trang',
    failed: 'Chưa lưu được',
    /** Short labels for phones; details open on tap. */
    short: {
      saved: 'Đã lưu',
      saving: 'Đang lưu…',
      offline: 'Lưu ở máy',
      alone: 'Đừng đóng',
      failed: 'Chưa lưu',
    },
    savedDetail: 'Mọi thay đổi đã được lưu trong cơ sở dữ liệu của tòa soạn.',
    savingDetail: 'Đang lưu vào cơ sở dữ liệu của tòa soạn.',
    /** `time` is 14:06. */
    offlineDetail: 'Mất kết nối từ {{time}}. Thay đổi được lưu trên máy này và sẽ tự gửi khi có mạng.',
    offlineAlone:
      'Mất kết nối từ {{time}}. Máy này không lưu được thay đổi: đừng đóng trang cho đến khi có mạng.',
    failedDetail: 'Nội dung vẫn còn trên trang này. {{reason}}',
    fieldsFailed: 'Thông tin bài chưa lưu được. {{reason}}',
    /** Reasons why changes cannot be saved; others are the API's errors. */
    reasons: {
      'wrong-stage':
        'Bài đã chuyển sang bước khác nên không sửa được nữa. Hãy sao chép phần chưa lưu nếu cần.',
      'not-permitted': 'Bạn không còn được sửa bài này. Hãy sao chép phần chưa lưu nếu cần.',
      'schema-version': 'Hãy tải lại trang để dùng phiên bản mới.',
      unreadable: 'Máy chủ không đọc được bài này. Hãy báo quản trị viên.',
    },
  },
  panel: {
    label: 'Thông tin bài',
    open: 'Mở thông tin bài',
    openWith_other: 'Mở thông tin bài, còn thiếu {{count}} mục',
    fields: 'Thông tin',
    checks: 'Kiểm tra',
    checksWith_other: 'Kiểm tra · {{count}}',
    history: 'Lịch sử',
  },
  fields: {
    category: 'Chuyên mục',
    categoryHint: 'Chọn chuyên mục',
    nothingFound: 'Không tìm thấy chuyên mục phù hợp',
    bylines: 'Bút danh',
    bylinesHint: 'Chọn hoặc gõ bút danh mới',
    source: 'Nguồn tin',
    sourceHint: 'Tên nguồn',
    originalUrl: 'Bài gốc',
    tags: 'Từ khóa',
    tagsHint: 'Gõ rồi nhấn Enter',
    cover: 'Ảnh bìa',
    coverAlt: 'Ảnh bìa đang chọn',
    coverFirst: 'Chưa chọn: dùng ảnh đầu tiên của bài.',
    coverNone: 'Bài chưa có ảnh nào.',
    /** `alt` describes the picture. */
    coverChoose: 'Chọn làm ảnh bìa: {{alt}}',
    coverOther: 'Chọn ảnh khác…',
    coverRemove: 'Bỏ ảnh bìa',
    related: 'Tin khác',
    slug: 'Đường dẫn',
    slugHint: 'Để trống thì lấy từ tiêu đề khi xuất bản.',
  },
  /** Related articles below this one. */
  related: {
    search: 'Tìm bài đã đăng',
    hint: 'Chọn bài cho mục “Tin khác”. Nếu còn chỗ, cổng tự thêm bài mới cùng chuyên mục.',
    full: 'Đã đủ {{count}} bài.',
    none: 'Chưa chọn bài nào.',
    nothingFound: 'Không tìm thấy bài đã đăng nào phù hợp',
    /** Replaces a title that the viewer may not read. */
    closed: 'Một bài đang được sửa',
    notPublished: 'Bài chưa đăng hoặc đã gỡ',
    up: 'Đưa lên: {{title}}',
    down: 'Đưa xuống: {{title}}',
    remove: 'Bỏ: {{title}}',
    moved: 'Đã chuyển đến vị trí {{place}} trên {{count}}.',
    removed: 'Đã bỏ bài khỏi mục “Tin khác”.',
  },
  conflict: {
    text: 'Người khác vừa sửa mục này. Thay đổi của bạn chưa được lưu.',
    /** Before each of the two values. */
    theirValue: 'Của người khác',
    myValue: 'Của bạn',
    mine: 'Giữ bản của tôi',
    theirs: 'Lấy bản của người khác',
  },
  submit: {
    notSaved: 'Chưa gửi duyệt: còn thay đổi chưa lưu được.',
    incomplete_other: 'Còn thiếu {{count}} mục trước khi gửi duyệt.',
  },
  preview: {
    notSaved: 'Một số thay đổi chưa lưu được nên chưa có trong bản xem trước.',
  },
  menu: {
    label: 'Thao tác khác với bài này',
    portal: 'Xem trên cổng',
    preview: 'Xem trước',
    share: 'Gửi bản xem trước…',
    revisions: 'Các phiên bản',
    revisionsNotSaved: 'Một số thay đổi chưa lưu được nên chưa có trong danh sách phiên bản.',
    importWord: 'Nhập từ Word…',
    copy: 'Sao chép liên kết bài',
    copied: 'Đã sao chép liên kết.',
  },
  trash: {
    title: 'Chuyển vào thùng rác?',
    text: 'Bài sẽ biến mất khỏi các danh sách. Bạn có thể khôi phục trong 30 ngày.',
  },
  situation: {
    trashed: 'Bài đang ở trong thùng rác. Khôi phục để sửa tiếp.',
    returned: 'Biên tập viên trả lại, cần sửa:',
    reviewAuthor: 'Bài đang chờ duyệt. Muốn sửa tiếp, hãy rút lại.',
    reviewEditor: 'Bài đang chờ duyệt. Bạn sửa thẳng vào bản chờ duyệt.',
    scheduled: 'Lên trang {{time}}',
    published: 'Bạn đọc đang thấy bài này. Muốn sửa, hãy mở bản sửa.',
    revising: 'Bạn đang sửa bài đã đăng. Bạn đọc vẫn thấy bản đã duyệt.',
    withdrawn: 'Bài đã gỡ khỏi cổng. Lý do:',
  },
  document: {
    reload: 'Tải lại trang',
    failed: 'Chưa mở được nội dung bài. Không có gì bị mất; hãy kiểm tra mạng rồi tải lại trang.',
    'schema-version':
      'Tòa Soạn đã có phiên bản mới. Hãy tải lại trang để sửa tiếp; nội dung bạn viết vẫn được giữ.',
    unreadable:
      'Máy chủ không đọc được nội dung bài này nên không cho sửa. Không có gì bị ghi đè; hãy báo quản trị viên.',
    'not-found': 'Bạn không còn quyền mở bài này. Nội dung bạn đã viết vẫn lưu trên máy này.',
  },
} as const;
