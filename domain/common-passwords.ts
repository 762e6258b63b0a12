/**
 * Words that Vietnamese passwords are made of, folded, most frequent first: zxcvbn's lists are English. Words of a
 * newsroom are included, because its people choose them.
 */
export const vietnameseCommonWords: string[] = [
  ...['matkhau', 'anhyeuem', 'emyeuanh', 'vietnam', 'iloveyou', 'yeuem', 'yeuanh', 'khongbiet', 'anhnhoem'],
  ...['emnhoanh', 'hoilamgi', 'toiyeuem', 'tinhyeu', 'hanhphuc', 'maimai', 'mattkhau', 'mkhau', 'matma'],
  ...['congacon', 'conmeo', 'concho', 'contrai', 'congai', 'giadinh', 'bome', 'mebo', 'yeume', 'bathuong'],
  ...['saigon', 'hanoi', 'haiphong', 'danang', 'hue', 'cantho', 'nhatrang', 'vungtau', 'dalat', 'halong'],
  ...['quangninh', 'thanhhoa', 'nghean', 'hochiminh', 'thanhpho', 'binhduong', 'dongnai', 'ninhbinh', 'sapa'],
  ...['nguyen', 'tran', 'pham', 'hoang', 'phan', 'huynh', 'dang', 'thanh', 'linh', 'huong', 'trang', 'thao'],
  ...[
    'hung',
    'dung',
    'cuong',
    'tuan',
    'minh',
    'hieu',
    'long',
    'nam',
    'quang',
    'phuong',
    'ngoc',
    'lan',
    'mai',
  ],
  ...['dangnhap', 'taikhoan', 'quantri', 'quantrivien', 'nguoidung', 'tatca', 'xinchao', 'chaoban', 'camon'],
  ...['toasoan', 'phongvien', 'bientap', 'bientapvien', 'nhabao', 'baochi', 'tapchi', 'tintuc', 'thoisu'],
  ...['thuky', 'congty', 'vanphong', 'truonghoc', 'sinhvien', 'hocsinh', 'thaygiao', 'cogiao', 'lophoc'],
  ...['bongda', 'vodich', 'vietnamvodich', 'chienthang', 'dautruong', 'vinhquang', 'tuoitre', 'thanhnien'],
  ...['motnam', 'mothai', 'motbahai', 'mothaiba', 'motngaymoi', 'conduong', 'hoahong', 'matroi', 'mattrang'],
  ...[
    'khongco',
    'khongnho',
    'quenroi',
    'quenmatkhau',
    'matkhaumoi',
    'matkhaucu',
    'dethoi',
    'bimat',
    'tuyetmat',
  ],
];
