/** Transitions, their dialogs, checks and history: shared by the writing page and the review page. */
export const workflow = {
  /** On buttons. */
  transition: {
    submit: 'Gửi duyệt',
    recall: 'Rút lại',
    return: 'Trả lại',
    publish: 'Xuất bản',
    schedule: 'Hẹn giờ',
    unschedule: 'Hủy hẹn giờ',
    withdraw: 'Gỡ bài',
    revise: 'Sửa bài đã đăng',
    trash: 'Chuyển vào thùng rác',
    restore: 'Khôi phục',
  },
  /** Toast after it was done. */
  done: {
    submit: 'Đã gửi duyệt.',
    recall: 'Đã rút lại. Bạn có thể sửa tiếp.',
    return: 'Đã trả lại cho tác giả, kèm ghi chú.',
    publish: 'Đã xuất bản. Bài đã lên trang.',
    schedule: 'Đã hẹn giờ xuất bản.',
    unschedule: 'Đã hủy hẹn giờ. Bài trở lại hàng chờ duyệt.',
    withdraw: 'Đã gỡ bài. Bạn đọc không còn thấy bài này.',
    revise: 'Đã mở bản sửa. Bạn đọc vẫn thấy bản đã duyệt.',
    trash: 'Đã chuyển vào thùng rác. Có thể khôi phục trong 30 ngày.',
    restore: 'Đã khôi phục.',
  },
  failed: {
    submit: 'Chưa gửi duyệt được',
    recall: 'Chưa rút lại được',
    return: 'Chưa trả lại được',
    publish: 'Chưa xuất bản được',
    schedule: 'Chưa hẹn giờ được',
    unschedule: 'Chưa hủy hẹn giờ được',
    withdraw: 'Chưa gỡ được bài',
    revise: 'Chưa mở được bản sửa',
    trash: 'Chưa chuyển được vào thùng rác',
    restore: 'Chưa khôi phục được',
  },
  /** In the history, after a person's name. */
  did: {
    create: 'bắt đầu viết',
    submit: 'gửi duyệt',
    recall: 'rút lại',
    return: 'trả lại',
    publish: 'xuất bản',
    schedule: 'hẹn giờ xuất bản',
    unschedule: 'hủy hẹn giờ',
    withdraw: 'gỡ bài',
    revise: 'mở bản sửa',
    trash: 'chuyển vào thùng rác',
    restore: 'khôi phục',
  },
  /** Reasons on a disabled button. */
  refused: {
    'not-permitted': 'Tài khoản của bạn không được phép làm việc này.',
    'four-eyes': 'Bài này do một mình bạn viết nên cần một biên tập viên khác duyệt.',
    'wrong-stage': 'Không làm được ở bước hiện tại của bài.',
  },
  note: {
    return: {
      title: 'Trả lại cho tác giả',
      label: 'Cần sửa gì?',
      hint: 'Tác giả thấy ghi chú này ở đầu bài. Hãy viết cụ thể: chỗ nào, sửa thế nào.',
      send: 'Trả lại',
    },
    withdraw: {
      title: 'Gỡ bài khỏi cổng',
      label: 'Vì sao gỡ?',
      hint: 'Bạn đọc mở địa chỉ cũ sẽ thấy lý do này.',
      send: 'Gỡ bài',
    },
  },
  /** For the approval of a revision of a published article. */
  correction: {
    label: 'Ghi chú đính chính (bạn đọc thấy)',
    hint: 'Không bắt buộc. Nói rõ bản trước sai gì; ghi chú hiện cuối bài.',
  },
  schedule: {
    title: 'Hẹn giờ xuất bản',
    label: 'Ngày giờ (giờ Việt Nam)',
    placeholder: 'Chọn ngày và giờ',
    /** After the full date. */
    timeLeft: 'giờ Việt Nam, còn {{span}}',
    set: 'Hẹn giờ',
    move: 'Đổi giờ',
    quick: { evening: '18:00 hôm nay', morning: '6:00 sáng mai', noon: '11:30 trưa mai' },
  },
  history: {
    revisions: 'Xem và so sánh các phiên bản',
    title: 'Lịch sử',
    loading: 'Đang tải lịch sử…',
    correction: 'Đính chính, bạn đọc thấy: “{{note}}”',
    /** `time` is the full date and time. */
    for: 'Lên trang {{time}}',
  },
  checks: {
    title: 'Trước khi gửi duyệt',
    done: 'Không thiếu mục nào.',
    goTo: 'Đến chỗ này',
    'title-missing': 'Chưa có tiêu đề',
    'title-too-long': 'Tiêu đề quá dài',
    'lead-missing': 'Chưa có sapo',
    'lead-too-long': 'Sapo quá dài',
    'body-missing': 'Chưa có nội dung',
    'category-missing': 'Chưa chọn chuyên mục',
    'byline-missing': 'Chưa có bút danh',
    'caption-missing': 'Ảnh {{number}} chưa có chú thích',
    'credit-missing': 'Ảnh {{number}} chưa có nguồn ảnh',
    'alt-missing': 'Ảnh {{number}} chưa có mô tả thay thế',
    'upload-pending': 'Một ảnh còn đang tải lên',
  },
} as const;
