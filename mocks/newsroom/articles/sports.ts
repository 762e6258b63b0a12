import { b, bullets, figure, h2, p, quote, table } from '../blocks.ts';
import type { DemoArticle } from '../types.ts';

export const sportsArticles: DemoArticle[] = [
  {
    key: 'thang-nguoc-phut-bu-gio',
    title: 'Đội Cửa Sông thắng ngược ở phút bù giờ thứ tư',
    lead: 'Bị dẫn trước hai bàn đến tận phút 71, đội chủ nhà ghi liền ba bàn trên sân Bến Sỏi đêm qua, giành trọn điểm trong trận cuối cùng của lượt đi.',
    body: [
      p(
        'Mưa tạnh đúng trước giờ bóng lăn, mặt sân nặng và trơn. Đội khách chơi bóng dài, tận dụng hai tình huống cố định để vượt lên ngay trong hiệp một.',
      ),
      figure('night-football', {
        caption: 'Pha tranh bóng dẫn tới bàn gỡ hòa, phút 86.',
        credit: 'Hạ Vũ',
        alt: 'Cầu thủ áo đỏ và áo xanh lao vào bóng giữa vòng tròn trung tâm dưới ánh đèn, khán đài kín người.',
        layout: 'wide',
      }),
      p(
        'Phút 71, quả phạt góc bên cánh trái tìm đúng đầu trung vệ đội trưởng. Mười lăm phút sau, cú sút từ ngoài vòng cấm đổi hướng vào lưới. Khán đài A bắt đầu hát.',
      ),
      p(
        b('Bàn quyết định đến ở phút 90+4'),
        ': hậu vệ trẻ mười chín tuổi, vào sân thay người, băng lên đệm bóng cận thành trong trận đầu tiên khoác áo đội một.',
      ),
      quote(
        'Tôi không nhớ mình đã chạy về phía nào. Chỉ nhớ là ai cũng ướt và ai cũng hét.',
        'Hậu vệ ghi bàn quyết định',
      ),
      table(
        ['Thống kê', 'Cửa Sông', 'Đội khách'],
        ['Sút trúng đích', '9', '4'],
        ['Phạt góc', '11', '3'],
        ['Kiểm soát bóng', '58%', '42%'],
      ),
      p(
        'Sau trận, cổ động viên nán lại nhặt sạch rác trên khán đài, việc họ làm đều từ đầu mùa. Lượt về bắt đầu sau ba tuần nữa.',
      ),
    ],
    categorySlug: 'the-thao',
    bylines: ['Vũ Duyên'],
    tags: ['bóng đá', 'sân Bến Sỏi'],
    author: 'phongvien2',
    state: 'published',
    ageHours: 15,
    cover: 'night-football',
  },
  {
    key: 'giai-chay-ba-cau',
    title: 'Giải chạy đêm qua ba cây cầu nhận hơn ba nghìn người',
    lead: 'Cung đường 10 km nối ba cây cầu của thành phố sẽ sáng đèn đến nửa đêm thứ Bảy; đây là lần đầu người khuyết tật chạy cùng một giờ với các nhóm khác.',
    body: [
      p(
        'Vạch xuất phát đặt ở quảng trường ga cũ, đích là chân cầu Bến Gang. Người chạy đi trọn đường ven sông, mát và ít dốc, chỉ ba lần lên cầu là đáng kể.',
      ),
      figure('bridge-dusk', {
        caption: 'Cầu Bến Gang, đích của cung đường 10 km.',
        credit: 'Mạn Thuyền',
        alt: 'Cầu dây văng hai trụ tháp lên đèn lúc hoàng hôn.',
      }),
      h2('Cần biết'),
      bullets(
        'Nhận số đeo từ 15 giờ.',
        'Có ba cự ly: 3 km, 5 km và 10 km.',
        'Bốn trạm nước, dùng cốc giấy không phủ nhựa.',
      ),
      quote(
        'Tôi chạy bằng một chân và một chân giả. Chạy cùng giờ với mọi người, tôi mới thấy mình đang thi đấu.',
        'Anh Đạt, người chạy 5 km',
      ),
      p('Đường ven sông cấm xe từ 18 giờ đến 23 giờ 30. Xe buýt tuyến 9 và tuyến 3 đổi lộ trình.'),
    ],
    categorySlug: 'the-thao',
    bylines: ['Hải Miên'],
    tags: ['chạy bộ', 'cầu Bến Gang'],
    author: 'phongvien',
    state: 'returned',
    ageHours: 44,
    note: 'Tít nói hơn ba nghìn người, trong bài chưa có số đăng ký. Thêm giờ xuất phát từng cự ly và sơ đồ cấm đường.',
    cover: 'bridge-dusk',
  },
  {
    key: 'clb-cheo-sup',
    title: 'Câu lạc bộ chèo ván nhận thành viên trên sáu mươi tuổi',
    lead: 'Mỗi sáng thứ Bảy, hơn ba chục cụ ông cụ bà ra khúc sông lặng sau đền Bến Gang tập chèo ván, người cao tuổi nhất năm nay bảy mươi tám.',
    body: [
      p(
        'Ván được chọn loại to và dày, hai người một ván trong tuần đầu. Ai cũng mặc áo phao, kể cả người từng là thủy thủ.',
      ),
      p(
        'Buổi tập bắt đầu bằng mười phút xoay khớp trên bãi cỏ. Huấn luyện viên là cháu ngoại của một thành viên.',
      ),
      quote('Ngã xuống nước thì cười, chứ ngã trong nhà mới sợ.', 'Cụ Mão, 78 tuổi'),
      p('Xin ý kiến thêm của bác sĩ phục hồi chức năng về bài tập thăng bằng cho người già.'),
    ],
    categorySlug: 'the-thao',
    bylines: ['Minh Châu'],
    tags: ['người cao tuổi', 'sông Rẽ'],
    author: 'bientap',
    state: 'draft',
    ageHours: 65,
  },
];
