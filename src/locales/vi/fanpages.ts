/** The fanpages page. */
export const fanpages = {
  title: 'Fanpage',
  intro:
    'Các trang của tòa soạn trên mạng xã hội, hiện ở cuối mỗi bài trên cổng theo đúng thứ tự này. Mỗi trang có một mã QR cố định: khi đổi địa chỉ, mã đã in vẫn dẫn tới trang mới.',
  add: 'Thêm fanpage',
  list: 'Các fanpage, theo thứ tự trên cổng',
  loadFailed: 'Chưa tải được danh sách fanpage',
  empty: {
    title: 'Chưa có fanpage nào',
    text: 'Dán địa chỉ trang Facebook, Zalo OA, YouTube… của tòa soạn; bạn đọc sẽ thấy liên kết và mã QR ở cuối mỗi bài.',
  },
  /** Brand names; only the last is translated. */
  platform: {
    facebook: 'Facebook',
    zalo: 'Zalo',
    youtube: 'YouTube',
    tiktok: 'TikTok',
    x: 'X',
    instagram: 'Instagram',
    site: 'Trang web',
  },
  visible: 'Đang hiện',
  hidden: 'Đang ẩn',
  /** `number` is the formatted count. */
  scans30_other: '{{number}} lượt quét / 30 ngày',
  qr: 'Mã QR',
  qrOf: 'Mã QR của {{name}}',
  order: {
    up: 'Chuyển {{name}} lên',
    down: 'Chuyển {{name}} xuống',
    hint: 'Đổi thứ tự bằng bàn phím: chọn một dòng rồi bấm Alt + ↑ hoặc Alt + ↓.',
    /** Announced to screen readers. */
    moved: '{{name}} đã chuyển tới vị trí {{position}} trên {{count}}',
    failed: 'Chưa đổi được thứ tự',
  },
  field: { url: 'Địa chỉ trang', name: 'Tên hiển thị', isVisible: 'Hiện trên cổng' },
  platformsHint: 'Facebook, Zalo OA, YouTube, TikTok, X, Instagram hoặc trang web khác.',
  /** The canonical address that will be stored. */
  storedAs: 'sẽ lưu là {{address}}',
  nameHint: 'Bạn đọc thấy tên này cùng tên nền tảng, ví dụ “Báo Cảng”.',
  visibleHint: 'Khi tắt, bạn đọc không thấy trang này nữa nhưng mã QR đã in vẫn dùng được.',
  international:
    'Tên miền có ký tự ngoài bảng chữ cái Latinh không dấu nên hiện ở dạng “xn--”. Hãy kiểm tra kỹ đây có đúng là trang của tòa soạn không.',
  addressProblem: {
    empty: 'Hãy dán địa chỉ trang.',
    unreadable: 'Địa chỉ trang chưa đúng. Hãy chép lại từ thanh địa chỉ của trình duyệt.',
    'too-long': 'Địa chỉ quá dài.',
    'not-https': 'Địa chỉ phải bắt đầu bằng https://.',
    credentials: 'Địa chỉ có kèm tên đăng nhập hoặc mật khẩu. Hãy bỏ phần trước dấu @.',
    port: 'Địa chỉ có kèm số cổng (dấu hai chấm và số sau tên miền). Hãy bỏ phần đó.',
    'ip-address': 'Cần tên miền, không dùng dãy số IP.',
    'local-name': 'Tên miền này không có trên Internet công cộng.',
    'no-page': 'Đây mới là trang chủ của nền tảng. Hãy mở trang của tòa soạn rồi chép địa chỉ.',
    taken: 'Trang này đã có trong danh sách.',
    takenBy: 'Trang này đã có trong danh sách: “{{name}}”.',
  },
  saveFailed: 'Chưa lưu được fanpage',
  check: {
    heading: 'Liên kết',
    action: 'Kiểm tra liên kết',
    failed: 'Chưa kiểm tra được',
    never: 'Chưa kiểm tra liên kết',
    apply: 'Dùng địa chỉ mới',
    /** In lists, followed by the time of the check. */
    short: {
      ok: 'Liên kết tốt',
      moved: 'Đã chuyển địa chỉ',
      gone: 'Trang không còn',
      unclear: 'Cần tự mở thử',
      unreachable: 'Không mở được',
      'forbidden-address': 'Địa chỉ không an toàn',
      'cannot-check': 'Không kiểm tra được',
    },
    long: {
      ok: 'Trang mở được.',
      moved: 'Trang đã chuyển sang {{to}}.',
      gone: 'Nền tảng trả lời rằng không có trang này (mã {{status}}).',
      unclear:
        'Nền tảng không cho kiểm tra tự động (thường do yêu cầu đăng nhập). Hãy tự mở thử bằng trình duyệt.',
      unreachable: 'Không mở được trang. Có thể địa chỉ sai hoặc trang đang gặp sự cố.',
      'forbidden-address':
        'Địa chỉ trỏ vào mạng nội bộ hoặc nơi máy chủ không được phép kết nối nên không kiểm tra.',
      'cannot-check':
        'Bản dùng thử chạy trong trình duyệt không kiểm tra được trang khác. Máy chủ thật thì kiểm tra được.',
    },
  },
  scans: {
    heading: 'Lượt quét mã QR',
    last7: '7 ngày',
    last30: '30 ngày',
    total: 'Tất cả',
    table: 'Lượt quét từng ngày',
    day: 'Ngày',
    count: 'Lượt quét',
    ofDay_other: '{{day}}: {{count}} lượt quét',
    note: 'Chỉ đếm số lượt theo ngày; không lưu địa chỉ mạng, không dùng cookie.',
  },
  remove: {
    action: 'Xóa fanpage này',
    title: 'Xóa “{{name}}”?',
    text: 'Mã QR đã in của trang này sẽ mất tác dụng và không khôi phục được. Nếu chỉ muốn ẩn trang với bạn đọc, hãy tắt “Hiện trên cổng”.',
    confirm: 'Xóa',
    done: 'Đã xóa “{{name}}”',
    failed: 'Chưa xóa được',
  },
} as const;
