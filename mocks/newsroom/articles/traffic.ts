import { a, b, bullets, figure, h2, p, quote, steps, table } from '../blocks.ts';
import type { DemoArticle } from '../types.ts';

export const trafficArticles: DemoArticle[] = [
  {
    key: 'cau-ben-gang',
    title: 'Cầu Bến Gang thông xe kỹ thuật trước mùa mưa bão',
    lead: 'Nhịp chính dài 120 m được hợp long chiều qua; xe máy sẽ đi thử từ thứ Bảy, ô tô chờ thêm hai tuần để kiểm tra dây văng và mặt đường.',
    body: [
      p(
        'Mẻ bê tông cuối cùng được đổ lúc 16 giờ 20, khi gió trên mặt cầu xuống dưới cấp ba. Hai nửa cầu đi từ hai bờ gặp nhau lệch chưa tới một đốt ngón tay.',
      ),
      figure('bridge-dusk', {
        caption: 'Cầu Bến Gang chiều hợp long, nhìn từ bờ nam.',
        credit: 'Mạn Thuyền',
        alt: 'Cầu dây văng hai trụ tháp nối liền hai bờ trong ánh hoàng hôn, một chiếc thuyền đi qua dưới nhịp chính.',
        layout: 'wide',
      }),
      p(
        'Cầu mới thay bến phà đã chạy ba mươi mốt năm. Vào giờ cao điểm, người đi làm thường chờ phà từ hai mươi đến bốn mươi phút; qua cầu chỉ mất bốn phút.',
      ),
      h2('Mở theo ba bước'),
      steps(
        'Từ thứ Bảy: người đi bộ, xe đạp, xe máy, từ 5 giờ đến 21 giờ.',
        'Sau hai tuần: ô tô dưới 16 chỗ và xe buýt.',
        'Sau hai tháng: xe tải đến 10 tấn, nếu kết quả đo rung đạt yêu cầu.',
      ),
      quote(
        'Chúng tôi không chạy đua với ngày khánh thành. Chúng tôi chạy đua với cơn bão đầu mùa, và đã kịp.',
        'Ông Nghị, chỉ huy trưởng công trường',
      ),
      p(
        'Phà vẫn chạy mỗi giờ một chuyến cho tới khi xe tải được qua cầu. Hai điểm giữ xe ở hai đầu bến cũ sẽ thành vườn hoa nhỏ và trạm xe buýt.',
      ),
      p(
        'Trong tuần đầu, lực lượng hướng dẫn đứng ở hai đầu cầu để nhắc người đi đường không dừng xe chụp ảnh giữa nhịp.',
      ),
    ],
    categorySlug: 'giao-thong',
    bylines: ['Hải Miên'],
    tags: ['cầu Bến Gang', 'thông xe'],
    author: 'phongvien',
    state: 'review',
    ageHours: 0.3,
    cover: 'bridge-dusk',
  },
  {
    key: 'xe-buyt-so-9',
    title: 'Xe buýt số 9 kéo dài ra bến phà, thêm chuyến đến 22 giờ',
    lead: 'Từ thứ Hai tuần tới, tuyến số 9 chạy thẳng từ chợ Bến Đèn ra bến phà, cách 15 phút một chuyến vào giờ cao điểm và có thêm bốn chuyến tối cho công nhân tan ca.',
    body: [
      p(
        'Tuyến cũ dừng ở ngã ba Ven Cảng, cách bến phà gần hai cây số. Người ra đảo phải đi tiếp bằng xe ôm hoặc kéo va li dọc đường không vỉa hè.',
      ),
      figure('bus-stop', {
        caption: 'Xe buýt tuyến số 9 vào trạm chợ Bến Đèn sáng nay.',
        credit: 'Quán Gió',
        alt: 'Xe buýt màu xanh và kem tiến vào trạm chờ có mái che, ba hành khách đứng đợi.',
      }),
      table(
        ['Khung giờ', 'Giãn cách'],
        ['5:00–6:30', '20 phút'],
        ['6:30–8:30 và 16:30–18:30', '15 phút'],
        ['Giờ khác, chuyến cuối 22:00', '25 phút'],
      ),
      p(
        'Giá vé giữ nguyên. Người có thẻ tháng đi tuyến khác được đổi xe miễn phí trong 60 phút. Sáu xe mới có sàn thấp, chỗ để xe lăn và giá treo xe đạp ở đầu xe.',
      ),
      quote(
        'Tôi tan ca lúc chín rưỡi. Trước đây chồng phải chạy mười hai cây số đi đón, giờ thì thôi.',
        'Chị Thơm, công nhân khu hậu cảng',
      ),
      p(
        'Lịch chạy đầy đủ có tại các trạm và trên ',
        a('trang xe buýt thành phố', 'https://xe-buyt.example.org/tuyen/9'),
        '. Tháng đầu, nhân viên đứng tại bốn trạm đông khách để ghi ý kiến.',
      ),
    ],
    categorySlug: 'giao-thong',
    bylines: ['Vũ Duyên'],
    tags: ['xe buýt', 'bến phà'],
    author: 'phongvien2',
    state: 'published',
    ageHours: 23,
    cover: 'bus-stop',
  },
  {
    key: 'tam-dung-pha-ben-soi',
    title: 'Tạm dừng phà Bến Sỏi ba ngày để sửa cầu dẫn',
    lead: 'Phà Bến Sỏi ngừng chạy từ thứ Ba đến hết thứ Năm để thay dầm cầu dẫn bờ bắc; người dân đi vòng qua cầu Bến Gang hoặc dùng đò dọc theo lịch tạm.',
    body: [
      p(
        'Cầu dẫn bờ bắc bị võng sau đợt nước lớn đầu tháng. Đơn vị quản lý đã hạn chế xe tải từ tuần trước và nay phải thay ba dầm thép.',
      ),
      p(
        'Trong ba ngày dừng phà, hai đò dọc chở người và xe đạp chạy từ 5 giờ 30 đến 19 giờ, mỗi giờ hai chuyến. Xe máy và ô tô đi vòng, dài thêm khoảng bảy cây số.',
      ),
      bullets(
        'Bờ bắc: đò đón ở bậc đá cạnh chợ cá.',
        'Bờ nam: đò đón ở bến củi cũ.',
        'Xe cứu thương báo trước để được bố trí phà riêng.',
      ),
      p(
        'Học sinh có thẻ được đi đò miễn phí. Nhà trường hai bờ cho phép vào lớp muộn ba mươi phút trong những ngày này.',
      ),
      p('Đơn vị quản lý sẽ báo lại nếu thời tiết xấu làm chậm việc lắp dầm.'),
    ],
    categorySlug: 'giao-thong',
    bylines: ['Vũ Duyên'],
    tags: ['phà', 'thông báo'],
    source: { name: 'Bến phà Bến Sỏi', url: 'https://ben-pha.example.org/thong-bao/18' },
    author: 'phongvien2',
    state: 'withdrawn',
    ageHours: 118,
    note: 'Lịch dừng phà đã đổi. Thay bằng thông báo mới của đơn vị quản lý bến.',
  },
  {
    key: 'lan-xe-may-ven-cang',
    title: 'Thử làn xe máy riêng trên đại lộ Ven Cảng',
    lead: 'Đoạn đường dài 3,2 km trước cổng cảng sắp có làn riêng cho xe máy, ngăn bằng dải cây thấp, để tách dòng người đi làm khỏi xe đầu kéo.',
    body: [
      p(
        'Mỗi sáng có khoảng chín nghìn lượt xe máy và hơn một nghìn lượt xe đầu kéo cùng đi trên đoạn này. Va chạm phần lớn xảy ra ở hai cửa rẽ phải vào cảng.',
      ),
      p(
        'Theo phương án, làn xe máy rộng 3,5 m nằm sát vỉa hè. Ở cửa rẽ, xe đầu kéo phải dừng hẳn trước vạch; đèn cho xe máy bật xanh sớm năm giây.',
      ),
      quote(
        'Đi cạnh bánh xe cao hơn đầu mình thì không ai quen được. Chỉ mong có dải ngăn cứng.',
        'Anh Lực, công nhân kho bãi',
      ),
      p('Đoạn thử nghiệm kéo dài ba tháng, có đếm xe và quay phim từ trên cao để so sánh trước – sau.'),
      p('Cần thêm: ý kiến của đội lái xe đầu kéo, sơ đồ cửa rẽ số 2, ngày bắt đầu sơn vạch.'),
    ],
    categorySlug: 'giao-thong',
    bylines: ['Hải Miên', 'Vũ Duyên'],
    tags: ['an toàn giao thông'],
    author: 'phongvien',
    state: 'draft',
    ageHours: 31,
  },
  {
    key: 'trieu-cuong-bay-diem',
    title: 'Triều cường trùng mưa lớn: bảy điểm ngập cần tránh chiều nay',
    lead: 'Đỉnh triều lúc 17 giờ 40 gặp mưa lớn có thể làm bảy đoạn đường nội thành ngập từ 20 đến 45 cm; người tan làm nên về sớm hoặc chọn đường vòng dưới đây.',
    body: [
      p(
        'Trạm thủy văn Cửa Sông dự báo mực nước cao nhất đạt 4,05 m, ',
        b('giữ trong khoảng hai giờ'),
        '. Từ trưa, các cửa cống dọc kênh Đồng Hồ đã đóng, bốn trạm bơm chạy hết công suất.',
      ),
      figure('rainy-street', {
        caption: 'Phố Đồng Hồ trong trận mưa chiều hôm trước.',
        credit: 'Quán Gió',
        alt: 'Người đi xe máy mặc áo mưa trên phố ướt loáng ánh đèn cửa hàng.',
      }),
      table(
        ['Điểm ngập', 'Độ sâu dự kiến', 'Đường vòng'],
        ['Phố Đồng Hồ, số 12–80', '30–45 cm', 'Phố Cây Me'],
        ['Ngã ba Ven Cảng', '25–40 cm', 'Đường Hậu Cảng'],
        ['Hầm chui ga cũ', '30–40 cm', 'Cầu vượt Bến Đèn'],
        ['Bốn đoạn còn lại', '20–30 cm', 'Đi chậm, bám giữa đường'],
      ),
      h2('Nếu buộc phải đi qua'),
      bullets(
        'Đi số thấp, giữ đều ga, không chạy sát xe phía trước.',
        'Xe chết máy thì dắt bộ, không nổ máy lại tại chỗ ngập.',
        'Tránh lề đường bên phải phố Đồng Hồ: hai hố ga đang mở nắp có rào.',
      ),
      quote(
        'Nước rút nhanh hay chậm tùy vào rác ở miệng cống. Nhà nào gần cống, xin cào giúp một lượt.',
        'Ông Bảng, tổ trưởng trạm bơm số 3',
      ),
      p('Các trường có học sinh bán trú giữ trẻ đến 19 giờ nếu phụ huynh chưa đến kịp.'),
    ],
    categorySlug: 'giao-thong',
    bylines: ['Vũ Duyên', 'Hải Miên'],
    tags: ['triều cường', 'ngập', 'mưa lớn'],
    source: { name: 'Trạm thủy văn Cửa Sông', url: 'https://thuy-van.example.org/ban-tin/trieu' },
    author: 'phongvien2',
    state: 'revising',
    ageHours: 2,
    related: ['xe-buyt-so-9'],
    cover: 'rainy-street',
  },
];
