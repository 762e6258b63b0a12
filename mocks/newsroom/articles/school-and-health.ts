import { b, bullets, figure, h2, h3, p, quote, steps, table } from '../blocks.ts';
import type { DemoArticle } from '../types.ts';

export const schoolAndHealthArticles: DemoArticle[] = [
  {
    key: 'ngay-tuu-truong',
    title: 'Ngày tựu trường: 1.100 lớp học sẵn sàng',
    lead: 'Sáng nay, học sinh toàn thành phố trở lại lớp; hơn một nghìn phòng học đã được sơn sửa, thay đèn và quạt trong hè, riêng các trường ven sông có thêm kệ để đồ chống ngập.',
    body: [
      p(
        'Bảy giờ kém mười, cổng Trường Tiểu học Bến Gang đã kín áo trắng. Học sinh lớp Một được các anh chị lớp Năm dắt tay qua sân, mỗi em cầm một bông hoa giấy.',
      ),
      figure('school-gate', {
        caption: 'Học sinh Trường Tiểu học Bến Gang trong buổi tựu trường.',
        credit: 'Lam Khê',
        alt: 'Học sinh áo trắng khăn quàng đỏ đi qua cổng trường treo hoa, phía sau là dãy nhà hai tầng và cột cờ.',
        layout: 'wide',
      }),
      p(
        'Năm nay trường không tổ chức diễu hành. Phần lễ gói trong hai mươi phút, thời gian còn lại các lớp tự làm quen, đi một vòng xem thư viện và vườn rau.',
      ),
      quote(
        'Ngày đầu mà phải ngồi nắng nghe phát biểu thì em nào thích đến trường. Chúng tôi bỏ bớt cho các em chơi.',
        'Cô Diệp, hiệu trưởng',
      ),
      h2('Những việc làm trong hè'),
      bullets(
        '1.100 phòng học được kiểm tra điện, thay 6.400 bóng đèn.',
        '38 nhà vệ sinh xây mới ở các trường ngoại thành.',
        '14 trường ven sông có kệ cao 80 cm cho sách và thiết bị.',
      ),
      p(
        'Sách giáo khoa dùng lại được gom từ cuối năm học trước. Riêng quận ven sông, cứ mười em có bảy em nhận sách cũ còn tốt, bọc bìa mới.',
      ),
      p(
        'Tuần đầu, học sinh tiểu học tan lúc 16 giờ. Các điểm trường gần cảng có người hướng dẫn sang đường vào giờ xe đầu kéo chạy.',
      ),
    ],
    categorySlug: 'giao-duc',
    bylines: ['Hải Miên'],
    tags: ['tựu trường', 'trường học'],
    author: 'phongvien',
    state: 'published',
    ageHours: 33,
    cover: 'school-gate',
  },
  {
    key: 'lop-boi-mien-phi',
    title: 'Lớp bơi miễn phí cho học sinh các xã ven sông',
    lead: 'Bốn bể bơi lắp ghép vừa mở tại các xã ven sông Rẽ, nhận dạy miễn phí mười buổi cho mỗi học sinh từ lớp Ba, ưu tiên những em đi học bằng đò.',
    body: [
      p(
        'Mỗi bể dài 15 m, sâu nhất 1,2 m, dựng trên sân trường và tháo đi sau hai tháng. Nước lọc tuần hoàn, thay một phần vào cuối tuần.',
      ),
      h3('Mười buổi học gì?'),
      steps(
        'Ba buổi làm quen, thở và nổi.',
        'Bốn buổi quạt chân, quạt tay.',
        'Hai buổi bơi trong quần áo thường.',
        'Một buổi tập ném phao, gọi người lớn.',
      ),
      quote(
        'Chúng tôi dạy nổi trước khi dạy bơi. Nổi được ba phút là đã có thể đợi người đến cứu.',
        'Thầy Lãm, giáo viên thể dục',
      ),
      p(
        'Sáu trăm em đã ghi danh, nhiều gấp đôi dự kiến, nên lớp chia thêm ca tối. Phụ huynh được mời ngồi cạnh bể buổi cuối để học cách hô hấp nhân tạo.',
      ),
      p(
        'Người dạy là giáo viên thể dục đã qua tập huấn cứu đuối, mỗi lớp không quá mười hai em. Đồ bơi do một cửa hàng thể thao cho mượn.',
      ),
    ],
    categorySlug: 'giao-duc',
    bylines: ['Vũ Duyên'],
    tags: ['dạy bơi', 'an toàn'],
    author: 'phongvien2',
    state: 'review',
    ageHours: 11,
  },
  {
    key: 'tram-do-man',
    title: 'Học sinh lớp 8 làm trạm đo mặn cho ao nhà',
    lead: 'Từ chiếc hộp nhựa đựng bánh và một cảm biến cũ, nhóm bốn học sinh ven biển làm ra trạm đo độ mặn báo về điện thoại, giúp gia đình biết lúc nào nên lấy nước vào ao.',
    body: [
      p(
        'Ý tưởng bắt đầu từ một lần mất trắng. Năm ngoái nhà Thảo mở cống đúng lúc nước mặn lên, hai ao tôm giống chết trong một đêm.',
      ),
      p(
        'Trạm đo nổi trên ao nhờ hai chai nước ngọt, chạy bằng tấm pin mặt trời bằng bàn tay. Cứ mười lăm phút máy gửi một tin; vượt ngưỡng thì điện thoại của bố Thảo kêu.',
      ),
      quote(
        'Bọn em hỏng mười một cái hộp mới tìm ra cách chống nước. Cái thứ mười hai dán bằng keo vá săm xe.',
        'Thảo, học sinh lớp 8',
      ),
      figure('rice-river', {
        caption: 'Vùng ruộng và ao ven sông Rẽ, nơi nhóm học sinh đặt trạm đo.',
        credit: 'Nắng Đồng',
        alt: 'Con sông uốn giữa cánh đồng ven sông, xa xa là dãy núi và mấy nếp nhà.',
      }),
      p(
        'Cả bộ hết chừng 420 nghìn đồng, phần đắt nhất là cảm biến. Thầy dạy công nghệ giúp các em hiệu chỉnh bằng nước muối pha sẵn, sai số còn khoảng một phần nghìn.',
      ),
      p(
        'Mười hai hộ trong xã đã đặt làm. Nhóm đồng ý, với điều kiện chủ ao phải đến xem và tự lắp một lần để sau này biết sửa.',
      ),
    ],
    categorySlug: 'giao-duc',
    bylines: ['Hải Miên'],
    tags: ['khoa học', 'học sinh', 'nuôi tôm'],
    author: 'phongvien',
    state: 'revising',
    ageHours: 18,
    cover: 'rice-river',
  },
  {
    key: 'thu-vien-toa-tau',
    title: 'Thư viện trong toa tàu cũ',
    lead: '',
    body: [
      p('Hẹn chị thủ thư 9 giờ thứ Năm. Hỏi: bao nhiêu đầu sách, ai tặng toa tàu, mùa hè có nóng không?'),
    ],
    categorySlug: '',
    bylines: [],
    tags: [],
    author: 'phongvien2',
    state: 'draft',
    ageHours: 40,
  },
  {
    key: 'kham-ngoai-gio',
    title: 'Bệnh viện Cửa Sông mở khám ngoài giờ, lấy số qua điện thoại',
    lead: 'Từ đầu tháng, khoa Nội và khoa Nhi của Bệnh viện Cửa Sông nhận khám đến 20 giờ các ngày trong tuần; người bệnh chọn khung giờ trước để khỏi chờ ở hành lang.',
    body: [
      p(
        'Cứ sáng thứ Hai, khu đăng ký thường có hơn bốn trăm người xếp hàng từ năm giờ, phần lớn là công nhân phải xin nghỉ cả buổi.',
      ),
      figure('hospital-corridor', {
        caption: 'Hành lang khoa Nội sau khi sửa chữa, có ghế chờ theo khung giờ.',
        credit: 'Hạ Vũ',
        alt: 'Hành lang bệnh viện sáng và thoáng, bác sĩ cùng điều dưỡng đi tới, một người ngồi chờ trên ghế.',
      }),
      table(
        ['Khoa', 'Giờ khám thêm', 'Số lượt mỗi tối'],
        ['Nội', '17:00–20:00', '90'],
        ['Nhi', '17:00–20:00', '70'],
        ['Xét nghiệm', '17:00–19:30', 'Theo chỉ định'],
      ),
      p(
        'Mỗi khung giờ dài ba mươi phút. Người đến muộn không mất lượt mà chuyển sang khung sau; người già và trẻ dưới hai tuổi được gọi trước.',
      ),
      quote(
        'Bớt chờ thì người bệnh đỡ mệt, mà chúng tôi cũng đỡ vội. Khám vội là dễ sót nhất.',
        'Bác sĩ trưởng khoa Nội',
      ),
      p(
        'Mức thu như khám trong giờ, có áp dụng bảo hiểm y tế. Ai không dùng điện thoại thông minh vẫn lấy số tại bàn hướng dẫn hoặc nhờ trạm y tế phường đặt giúp.',
      ),
      p('Bệnh viện sẽ tổng kết sau ba tháng trước khi mở thêm khoa Mắt và khoa Răng.'),
    ],
    categorySlug: 'y-te',
    bylines: ['Hải Miên'],
    tags: ['bệnh viện', 'khám bệnh'],
    author: 'phongvien',
    state: 'review',
    ageHours: 5.5,
    cover: 'hospital-corridor',
  },
  {
    key: 'tram-y-te-theo-tau',
    title: 'Trạm y tế theo tàu ra đảo, mỗi tháng hai chuyến',
    lead: 'Một bác sĩ, hai điều dưỡng và bốn thùng thiết bị lên tàu ra các đảo nhỏ mỗi tháng hai lần, khám tại nhà văn hóa và để lại thuốc cho người bệnh mạn tính.',
    body: [
      p(
        'Chuyến gần nhất, tàu neo ở Hòn Bấc lúc bảy giờ. Bàn khám kê dưới gốc bàng vuông vì nhà văn hóa đang có đám hỏi.',
      ),
      p(
        'Trong một ngày, đoàn khám 64 người, chủ yếu đo huyết áp, xem mắt và siêu âm thai. Hai người được hẹn vào đất liền chụp phim, tàu chở đi cùng chuyến về.',
      ),
      quote(
        'Trước kia đau lắm tôi mới đi, vì đi là mất hai ngày lưới. Bây giờ bác sĩ hỏi thăm tôi trước.',
        'Ông Kế, ngư dân Hòn Bấc',
      ),
      h2('Lịch tháng này'),
      bullets('Tuần thứ nhất: Hòn Bấc, Hòn Củi.', 'Tuần thứ ba: Hòn Chuông, làng bè Vụng Ngọc.'),
      p(
        'Hồ sơ của người bệnh được ghi trên máy tính bảng, lên bờ mới đồng bộ. ',
        b('Người dân chỉ cần mang thẻ bảo hiểm và thuốc đang dùng.'),
        ' Khi biển động, đoàn gọi điện cho từng người có hẹn.',
      ),
      p(
        'Chi phí mỗi chuyến bằng một phần ba so với đưa từng bệnh nhân vào bờ, chưa kể ngày công của người nhà.',
      ),
    ],
    categorySlug: 'y-te',
    bylines: ['Vũ Duyên'],
    tags: ['y tế biển đảo', 'Hòn Bấc'],
    author: 'phongvien2',
    state: 'published',
    ageHours: 122,
    cover: 'hospital-corridor',
  },
  {
    key: 'khoa-nhi-them-giuong',
    title: 'Khoa Nhi thêm giường trước mùa lạnh',
    lead: 'Khoa Nhi Bệnh viện Cửa Sông sắp xếp lại tầng hai để kê thêm giường cho trẻ mắc bệnh hô hấp, đồng thời mở một phòng chơi nhỏ cạnh khu điều trị.',
    body: [
      p(
        'Hai năm liền, cứ vào đợt lạnh đầu mùa, trẻ phải nằm ghép. Khoa chuyển kho vật tư xuống tầng hầm để lấy chỗ cho hai buồng bệnh mới.',
      ),
      figure('hospital-corridor', {
        caption: 'Tầng hai khu nhà mới, nơi kê thêm giường bệnh.',
        credit: 'Hạ Vũ',
        alt: 'Hành lang bệnh viện có cửa phòng bệnh hai bên và một giường đẩy.',
      }),
      p(
        'Giường mới có thành chắn và ghế gập cho người nhà ngủ lại. Đường ô-xy âm tường nối tới từng đầu giường, điều dưỡng không còn phải đẩy bình qua hành lang lúc nửa đêm.',
      ),
      p(
        'Phòng chơi rộng chừng hai mươi mét vuông, do một nhóm phụ huynh đóng kệ và tặng sách. Đồ chơi được khử khuẩn mỗi tối.',
      ),
      p(
        'Khoa khuyên gia đình giữ ấm cho trẻ khi đi xe máy sớm và đưa trẻ đi khám nếu thấy thở nhanh, bỏ bú.',
      ),
    ],
    categorySlug: 'y-te',
    bylines: ['Vũ Duyên'],
    tags: ['bệnh viện', 'trẻ em'],
    author: 'phongvien2',
    state: 'withdrawn',
    ageHours: 190,
    note: 'Bệnh viện đính chính số giường và thời điểm hoàn thành; gỡ để viết lại.',
    cover: 'hospital-corridor',
  },
];
