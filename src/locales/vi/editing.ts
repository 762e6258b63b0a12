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
    offline: 'Ngoại tuyến: giữ trên máy này',
    /** The browser keeps nothing: a private window, a full disk. */
    alone: 'Ngoại tuyến: đừng đóng trang',
    failed: 'Chưa lưu được',
    /** Where there is no room for more, as on a phone; the rest is a tap away. */
    short: {
      saved: 'Đã lưu',
      saving: 'Đang lưu…',
      offline: 'Giữ ở máy',
      alone: 'Đừng đóng',
      failed: 'Chưa lưu',
    },
    savedDetail: 'Mọi chữ đã nằm trong cơ sở dữ liệu của tòa soạn.',
    savingDetail: 'Đang chuyển vào cơ sở dữ liệu của tòa soạn.',
    /** `time` is 14:06. */
    offlineDetail: 'Mất kết nối từ {{time}}. Chữ đang được giữ trên máy này và sẽ tự gửi khi có mạng.',
    offlineAlone: 'Mất kết nối từ {{time}}. Máy này không giữ được chữ: đừng đóng trang cho đến khi có mạng.',
    failedDetail: 'Chữ vẫn ở trên trang này. {{reason}}',
    fieldsFailed: 'Thông tin bài chưa lưu được. {{reason}}',
    /** Why words cannot be stored; other reasons are the errors of the API. */
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
    nothingFound: 'Không có chuyên mục nào khớp',
    bylines: 'Bút danh',
    bylinesHint: 'Chọn hoặc gõ bút danh mới',
    source: 'Nguồn tin',
    sourceHint: 'Tên nguồn',
    originalUrl: 'Liên kết gốc',
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
  /** Articles that readers are offered below this one. */
  related: {
    search: 'Tìm bài đã đăng',
    hint: 'Chọn bài cho mục “Tin khác”. Còn chỗ thì cổng lấy thêm bài mới cùng chuyên mục.',
    full: 'Đã đủ {{count}} bài.',
    none: 'Chưa chọn bài nào.',
    nothingFound: 'Không có bài đã đăng nào khớp',
    /** Instead of a title that this person may not read. */
    closed: 'Một bài đang được sửa',
    notPublished: 'Bạn đọc chưa thấy hoặc không còn thấy bài này',
    up: 'Đưa lên: {{title}}',
    down: 'Đưa xuống: {{title}}',
    remove: 'Bỏ: {{title}}',
    moved: 'Đã chuyển đến vị trí {{place}} trên {{count}}.',
    removed: 'Đã bỏ bài khỏi mục “Tin khác”.',
  },
  conflict: {
    text: 'Người khác cũng vừa đổi mục này. Giá trị của bạn chưa gửi đi.',
    /** Before each of the two values. */
    theirValue: 'Của người khác',
    myValue: 'Của bạn',
    mine: 'Giữ của tôi',
    theirs: 'Lấy của người khác',
  },
  submit: {
    notSaved: 'Chưa gửi duyệt: còn chữ chưa lưu được vào cơ sở dữ liệu.',
    incomplete_other: 'Còn thiếu {{count}} mục trước khi gửi duyệt.',
  },
  preview: {
    notSaved: 'Bản xem trước còn thiếu chữ chưa lưu được vào cơ sở dữ liệu.',
  },
  menu: {
    label: 'Việc khác với bài này',
    portal: 'Xem trên cổng',
    preview: 'Xem trước',
    share: 'Gửi bản xem trước…',
    revisions: 'Các phiên bản',
    revisionsNotSaved: 'Danh sách phiên bản còn thiếu chữ chưa lưu được vào cơ sở dữ liệu.',
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
    reviewEditor: 'Bài đang chờ duyệt. Những gì bạn sửa ở đây sẽ là bản được đọc duyệt.',
    scheduled: 'Lên trang {{time}}',
    published: 'Bạn đọc đang thấy bài này. Muốn sửa, hãy mở bản sửa.',
    revising: 'Bạn đang sửa bản sẽ thay cho bài đã đăng. Bạn đọc vẫn thấy bản đã duyệt.',
    withdrawn: 'Bài đã gỡ khỏi cổng. Lý do:',
  },
  document: {
    reload: 'Tải lại trang',
    failed: 'Chưa mở được nội dung bài. Không có gì bị mất; hãy kiểm tra mạng rồi tải lại trang.',
    'schema-version':
      'Tòa Soạn đã có phiên bản mới. Hãy tải lại trang để sửa tiếp; chữ của bạn vẫn được giữ.',
    'invalid-document':
      'Máy chủ không nhận một phần nội dung vừa sửa. Hãy sao chép phần cần giữ, bỏ bản trên máy này rồi mở lại bài.',
    unreadable:
      'Máy chủ không đọc được nội dung bài này nên không cho sửa. Không có gì bị ghi đè; hãy báo quản trị viên.',
    'not-found': 'Bạn không còn được mở bài này. Chữ bạn đã viết vẫn ở trên máy này.',
  },
} as const;
