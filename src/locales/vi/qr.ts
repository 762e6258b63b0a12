/** The dialog with a QR code: of a fanpage, of an article. */
export const qr = {
  /** In the menu of a published article. */
  menu: 'Mã QR',
  title: 'Mã QR: {{name}}',
  previewAlt: 'Mã QR của {{name}}',
  copy: 'Sao chép địa chỉ',
  copied: 'Đã sao chép địa chỉ ngắn',
  /** `letter` is the first letter of the newsroom's name. */
  mark: 'Chữ {{letter}} ở giữa mã',
  markWithoutLetter: 'Chữ cái ở giữa mã',
  markHint: 'Chữ cái đầu của tên tòa soạn, để nhận ra mã là của mình.',
  level: {
    label: 'Khả năng sửa lỗi',
    M: 'Vừa (M)',
    H: 'Cao (H)',
    hint: {
      M: 'Bị bẩn tới 15% vẫn quét được. Ô to, hợp với mã in nhỏ.',
      H: 'Bị bẩn tới 30% vẫn quét được. Hợp với biển ngoài trời, giấy dễ nhàu.',
      mark: 'Có chữ ở giữa thì luôn dùng mức cao.',
    },
  },
  size: {
    label: 'Khổ in',
    cm: '{{size}} cm',
    hint: {
      cm3: 'Danh thiếp, chân trang báo. Quét từ khoảng 30 cm.',
      cm5: 'Tờ rơi, thẻ để bàn. Quét từ khoảng 50 cm.',
      cm10: 'Áp phích, quầy lễ tân. Quét từ khoảng 1 m.',
    },
  },
  check: {
    pending: 'Đang quét thử mã…',
    read: 'Đã kiểm tra: quét được',
    'not-read': 'Quét thử không ra đúng địa chỉ, nên chưa cho tải. Hãy bỏ chữ ở giữa hoặc chọn khổ lớn hơn.',
    'cannot-check': 'Trình duyệt này không quét thử được, nên chưa cho tải. Hãy mở bằng trình duyệt khác.',
  },
  download: { png: 'Tải PNG (300 dpi)', svg: 'Tải SVG' },
} as const;
