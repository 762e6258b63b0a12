/** The field for a new password. */
export const password = {
  hint_other: 'Ít nhất {{count}} ký tự. Nên dùng một câu dài, dễ nhớ.',
  strength: {
    weak: 'Yếu.',
    fair: 'Tạm được.',
    good: 'Khá.',
    strong: 'Mạnh.',
  },
  /** What would make the password stronger, after the strength. */
  reason: {
    short_other: 'Cần thêm {{count}} ký tự nữa.',
    personal: 'Đừng dùng tên, email của bạn hay tên tòa soạn.',
    common: 'Thêm vài từ không liên quan đến nhau để khó đoán hơn.',
  },
} as const;
