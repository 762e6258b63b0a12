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
    altPending: 'Mô tả có sẵn theo ảnh, cần xác nhận.',
  },
  tools: {
    label: 'Công cụ ảnh',
    layout: 'Vị trí ảnh',
    center: 'Giữa',
    wide: 'Rộng hơn khổ chữ',
    left: 'Bên trái, chữ chạy quanh',
    right: 'Bên phải, chữ chạy quanh',
    alt: 'Mô tả thay thế',
    altMissing: 'Mô tả thay thế: chưa có',
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
    count: '{{count}}/{{max}}',
    done: 'Xong',
  },
  credits: {
    label: 'Nguồn ảnh dùng gần đây',
    /** Announced when the list opens. */
    offered_other: 'Có {{count}} nguồn ảnh gần đây. Nhấn mũi tên xuống để chọn.',
  },
  upload: {
    label: 'Ảnh đang tải lên: {{name}}',
    waiting: 'Đang chờ đến lượt',
    sending: 'Đang tải lên {{percent}}%',
    preparing: 'Đang xử lý ảnh…',
    done: 'Đã tải lên',
    cancelled: 'Đã dừng tải lên',
    elsewhere: 'Đang tải lên từ nơi khác',
    /** The file is on another device, or lost. */
    unfinished: 'Ảnh chưa tải lên xong',
    unfinishedHint:
      'Mở lại bài trên máy đã chèn ảnh để tải tiếp. Nếu có tệp, bạn có thể chọn lại ngay tại đây.',
    cancel: 'Hủy',
    retry: 'Thử lại',
    choose: 'Chọn tệp khác',
    chooseAgain: 'Chọn lại tệp',
    remove: 'Bỏ',
    progress: 'Tiến độ tải lên',
    /** Announced to screen readers. */
    started_other: 'Đang tải lên {{count}} ảnh',
    finished: 'Đã tải xong {{name}}',
    failed: 'Chưa tải được {{name}}: {{reason}}',
    errors: {
      'too-large': 'Tệp lớn hơn 25 MB. Hãy xuất ảnh nhỏ hơn rồi chọn lại.',
      'unsupported-image': 'Đây không phải ảnh JPEG, PNG, WebP, AVIF hoặc GIF.',
      offline: 'Mất mạng. Ảnh vẫn giữ ở đây và tự tải tiếp khi có mạng.',
      unauthenticated: 'Phiên đăng nhập đã hết. Đăng nhập lại rồi bấm “Thử lại”.',
      'not-permitted': 'Tài khoản của bạn không được tải ảnh lên.',
      throttled: 'Bạn tải lên quá nhiều ảnh cùng lúc. Hãy chờ vài phút rồi thử lại.',
      'storage-full': 'Kho ảnh đã đầy. Hãy báo quản trị viên.',
      other: 'Máy chủ chưa nhận được ảnh. Hãy thử lại.',
    },
  },
  notices: {
    remoteImages_other:
      'Có {{count}} ảnh trong phần vừa dán nằm ở trang web khác nên không chép theo được. Hãy tải ảnh về máy rồi chèn vào bài.',
    tooManyFiles: 'Mỗi lần chèn được tối đa {{max}} ảnh; những tệp sau chưa được chèn.',
    noPictures: 'Chỉ chèn được ảnh. Tệp vừa thả không phải ảnh.',
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
