/** Figures, uploads, the media library. */
export const media = {
  figure: {
    /** Accessible names of a figure. */
    name: 'Ảnh {{number}}: {{caption}}',
    nameWithoutCaption: 'Ảnh {{number}}, chưa có chú thích',
    /** Placeholder texts of caption and credit, clicked to enter them. */
    addCaption: 'thêm chú thích',
    addCredit: 'thêm nguồn ảnh',
    noCaption: 'chưa có chú thích',
    noCredit: 'chưa có nguồn ảnh',
    /** Prefix of the credit: readers see it in Vietnamese, so it is the same in every language. */
    creditPrefix: 'Ảnh: ',
    broken: 'Chưa tải được ảnh này',
  },
  confirm: {
    /** Below a figure whose metadata came with the image; a button for each field follows. */
    intro: 'Thông tin có sẵn theo ảnh, cần bạn xác nhận:',
    caption: 'Chú thích đúng',
    credit: 'Nguồn ảnh đúng',
    alt: 'Mô tả đúng',
    /** Behind the buttons. */
    keys: 'hoặc {{keys}} khi con trỏ ở trong mục đó',
    /** For screen readers. */
    ask: 'Thông tin có sẵn theo ảnh. Nhấn {{keys}} nếu đúng, hoặc sửa lại.',
    done: 'Đã xác nhận.',
  },
  tools: {
    label: 'Công cụ ảnh',
    layout: 'Vị trí ảnh',
    center: 'Giữa',
    wide: 'Rộng hơn khổ chữ',
    left: 'Bên trái, chữ chạy quanh',
    right: 'Bên phải, chữ chạy quanh',
    cover: 'Dùng làm ảnh bìa',
    isCover: 'Đang là ảnh bìa',
    replace: 'Đổi ảnh khác',
    up: 'Chuyển lên',
    down: 'Chuyển xuống',
    remove: 'Xóa ảnh',
    movedUp: 'Đã chuyển ảnh lên',
    movedDown: 'Đã chuyển ảnh xuống',
  },
  alt: {
    label: 'Mô tả thay thế',
    hint: 'Tả những gì thấy trong ảnh bằng một, hai câu, cho bạn đọc không nhìn được ảnh. Không cần viết “ảnh chụp…”, không lặp lại chú thích.',
    prefix: 'Mô tả thay thế:',
    add: 'tả những gì thấy trong ảnh',
    none: 'chưa có',
  },
  credits: {
    label: 'Nguồn ảnh dùng gần đây',
    /** Announced when the list opens. */
    offered_other: 'Có {{count}} nguồn ảnh gần đây. Nhấn mũi tên xuống để chọn.',
  },
  upload: {
    label: 'Ảnh đang tải lên: {{name}}',
    waiting: 'Đang chờ đến lượt',
    converting: 'Đang chuyển ảnh HEIC…',
    sending: 'Đang tải lên {{percent}}%',
    preparing: 'Đang xử lý ảnh…',
    done: 'Đã tải lên',
    cancelled: 'Đã dừng tải lên',
    elsewhere: 'Đang tải lên từ nơi khác',
    /** The file is on another device, or lost. */
    unfinished: 'Ảnh chưa tải lên xong',
    unfinishedHint:
      'Mở lại bài trên máy đã chèn ảnh để tải tiếp. Nếu có tệp, bạn có thể chọn lại ngay tại đây.',
    /** The server fetches a pasted picture. */
    fetching: 'Đang lấy ảnh từ {{site}}…',
    needsFile: 'Chưa có tệp của ảnh này. Chọn tệp ảnh; chú thích và nguồn ảnh đã dán sẽ đi theo.',
    fromSite: 'Ảnh của {{site}}',
    cancel: 'Hủy',
    retry: 'Thử lại',
    choose: 'Chọn tệp khác',
    chooseAgain: 'Chọn lại tệp',
    chooseFile: 'Chọn tệp ảnh',
    remove: 'Bỏ',
    progress: 'Tiến độ tải lên',
    /** Announced to screen readers. */
    started_other: 'Đang tải lên {{count}} ảnh',
    finished: 'Đã tải xong {{name}}',
    failed: 'Chưa tải được {{name}}: {{reason}}',
    errors: {
      'too-large': 'Tệp lớn hơn {{megabytes}} MB. Hãy xuất ảnh nhỏ hơn rồi chọn lại.',
      'unsupported-image': 'Đây không phải ảnh JPEG, PNG, WebP, AVIF, GIF, TIFF hoặc HEIC.',
      'too-many-pixels':
        'Ảnh có hơn {{megapixels}} triệu điểm ảnh, hoặc một cạnh dài hơn {{side}}. Hãy xuất ảnh nhỏ hơn rồi chọn lại.',
      'too-many-frames': 'Ảnh động có quá {{frames}} khung hình. Hãy rút ngắn ảnh rồi chọn lại.',
      'decode-timeout': 'Ảnh này mất quá nhiều thời gian để xử lý. Hãy xuất ảnh nhỏ hơn rồi chọn lại.',
      'needs-server':
        'Bản dùng thử trong trình duyệt không lấy được ảnh này; máy chủ của tòa soạn thì được. Hãy chọn một tệp JPEG hoặc PNG.',
      'heic-image':
        'Chưa chuyển được ảnh HEIC này. Trên iPhone, vào Cài đặt › Camera › Định dạng › Tương thích nhất, hoặc gửi ảnh dạng JPEG, rồi chọn lại.',
      'file-changed': 'Tệp đã bị đổi hoặc máy không còn cho đọc. Hãy chọn lại tệp.',
      'remote-forbidden': 'Ảnh không nằm ở địa chỉ web công khai. Hãy chọn tệp ảnh.',
      'remote-unreachable': 'Trang web kia không cho lấy ảnh. Hãy chọn tệp ảnh.',
      offline: 'Mất mạng. Ảnh vẫn giữ ở đây và tự tải tiếp khi có mạng.',
      unauthenticated: 'Phiên đăng nhập đã hết. Đăng nhập lại rồi bấm “Thử lại”.',
      'not-permitted': 'Tài khoản của bạn không được tải ảnh lên.',
      throttled: 'Bạn tải lên quá nhiều ảnh cùng lúc. Hãy chờ vài phút rồi thử lại.',
      'storage-full': 'Kho ảnh đã đầy. Hãy báo quản trị viên.',
      other: 'Máy chủ chưa nhận được ảnh. Hãy thử lại.',
    },
  },
  notices: {
    tooManyFiles: 'Mỗi lần chèn được tối đa {{max}} ảnh. Chưa chèn {{names}}.',
    notPictures: 'Chưa chèn {{names}}: chỉ chèn được ảnh JPEG, PNG, WebP, AVIF, GIF, TIFF hoặc HEIC.',
    andMore_other: '{{names}} và {{count}} tệp khác',
  },
  picker: {
    title: 'Chọn ảnh',
    search: 'Tìm theo tên tệp, chú thích, nguồn ảnh',
    upload: 'Tải ảnh lên',
    uploading: 'Đang tải lên {{percent}}%',
    cancelUpload: 'Hủy tải lên',
    grid: 'Ảnh của tòa soạn',
    more: 'Xem thêm',
    moreFailed: 'Chưa tải thêm được',
    clear: 'Xóa từ khóa',
    loading: 'Đang tải ảnh…',
    failed: 'Chưa tải được danh sách ảnh',
    emptyTitle: 'Chưa có ảnh nào',
    emptyText: 'Ảnh tải lên được lưu trong kho ảnh để dùng lại.',
    notFoundTitle: 'Không có ảnh nào khớp',
    notFoundText: 'Thử từ khóa khác. Có thể gõ không dấu.',
    /** Accessible name of an image in the grid. */
    picture: '{{name}}, {{width}} × {{height}}',
    credit: 'Ảnh: {{credit}}',
    noCredit: 'Chưa rõ nguồn ảnh',
  },
} as const;
