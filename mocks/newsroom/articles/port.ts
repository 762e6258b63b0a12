import { a, b, bullets, figure, h2, p, quote, table } from '../blocks.ts';
import type { DemoArticle } from '../types.ts';

export const portArticles: DemoArticle[] = [
  {
    key: 'tau-140-nghin-tan',
    title: 'Cảng nước sâu đón tàu 140.000 tấn, mở tuyến đi thẳng bờ Tây',
    lead: 'Sáng nay, con tàu container lớn nhất từng vào luồng đã cập cầu số 2 an toàn, mở đầu tuyến hàng tuần đi thẳng bờ Tây và rút ngắn hành trình xuất khẩu khoảng mười ngày.',
    body: [
      p(
        'Bốn giờ sáng, hoa tiêu lên tàu ở phao số 0. ',
        b('Mực nước đủ cho đúng ba tiếng đồng hồ'),
        ', và cả ca trực cảng thức trắng để chờ khoảng thời gian ấy.',
      ),
      figure('ship-dawn', {
        caption: 'Tàu vào luồng lúc bình minh, nhìn từ bến phà.',
        credit: 'Sóng Hà',
        alt: 'Tàu container lớn chạy trên mặt nước sẫm lúc mặt trời mới mọc, một tàu lai nhỏ dẫn phía trước.',
        layout: 'wide',
      }),
      p(
        'Con tàu dài 366 m, rộng 48 m, chở hơn 11.000 container. Bốn tàu lai kèm hai bên mạn từ khúc cong thứ nhất, giữ tốc độ dưới sáu hải lý một giờ cho tới khi mũi tàu qua đèn bờ bắc.',
      ),
      quote(
        'Chúng tôi đã diễn tập tình huống này hơn bốn mươi lần. Mỗi mét nước dưới ky đều được đo lại trước khi tàu quay trở.',
        'Ông Thuận, trưởng ca điều độ cảng Cửa Sông',
      ),
      h2('Bớt một lần chuyển tải'),
      p(
        'Trước đây hàng xuất đi bờ Tây phải gom lên tàu nhỏ, chờ ở cảng trung chuyển từ bảy đến mười hai ngày. Từ tuần này, tàu mẹ vào tận cầu cảng. Với hàng nông sản lạnh, mỗi ngày bớt đi là một ngày dài thêm trên quầy.',
      ),
      table(
        ['Chặng', 'Trước đây', 'Từ tuần này'],
        ['Gom hàng, chuyển tải', '7–12 ngày', 'Không còn'],
        ['Hành trình trên biển', '19 ngày', '18 ngày'],
        ['Tổng thời gian', '26–31 ngày', '18–19 ngày'],
      ),
      p(
        'Chị Vân, phụ trách xuất khẩu của một xưởng may ở khu hậu cảng, cho biết xưởng đã đặt chỗ cho sáu chuyến đầu. Giá cước chưa giảm ngay, nhưng khoản lưu kho ở cảng trung chuyển thì hết hẳn.',
      ),
      p(
        'Tàu dự kiến rời cảng rạng sáng mai theo con nước. Lịch các chuyến tiếp theo được đăng trên ',
        a('trang điều độ của cảng', 'https://cang-cua-song.example.org/lich-tau'),
        '.',
      ),
    ],
    categorySlug: 'cang-bien',
    bylines: ['Hải Miên'],
    tags: ['cảng biển', 'xuất khẩu', 'tàu mẹ'],
    source: { name: 'Cảng Cửa Sông', url: 'https://cang-cua-song.example.org/tin/tau-me-dau-tien' },
    author: 'phongvien',
    state: 'published',
    ageHours: 5,
    related: ['bai-container-rong', 'dem-o-hai-dang'],
    cover: 'ship-dawn',
  },
  {
    key: 'gian-cau-dien',
    title: 'Bến số 2 chạy thử hai giàn cẩu bờ dùng điện lưới',
    lead: 'Hai giàn cẩu mới thay cho máy chạy dầu đã nâng những container đầu tiên trong đêm qua; cảng tính bớt được tiếng ồn và gần một nửa chi phí năng lượng cho mỗi lượt hàng.',
    body: [
      p(
        'Ca thử kéo dài từ 22 giờ đến 4 giờ sáng, khi lượng xe vào cảng thấp nhất. Mỗi giàn nâng 60 container, trong đó có mười container nặng tối đa để thử phanh.',
      ),
      figure('port-cranes', {
        caption: 'Hai giàn cẩu mới (bên phải) trước giờ chạy thử.',
        credit: 'Sóng Hà',
        alt: 'Hàng giàn cẩu bờ cao vút bên cầu cảng, trước mặt là tàu chở container nhiều màu.',
        layout: 'wide',
      }),
      p(
        'Theo bộ phận kỹ thuật, khi hạ hàng, động cơ trả điện ngược về lưới. Phần điện thu lại bằng khoảng một phần ba lượng dùng để nâng, đủ thắp sáng toàn bộ bãi phía sau.',
      ),
      quote(
        'Điều tôi thấy rõ nhất là im. Trước kia đứng dưới chân cẩu phải hét vào tai nhau, tối qua nói thường vẫn nghe.',
        'Anh Quyết, lái cẩu bậc cao',
      ),
      p(
        'Cảng giữ lại hai máy phát dự phòng cho trường hợp mất điện giữa lượt nâng. Thợ lái cẩu được tập huấn lại trong ba tuần, tập trung vào thao tác hạ hàng bằng tay.',
      ),
      p(
        'Nếu đợt chạy thử mười ngày không có sự cố, hai giàn cẩu sẽ vào ca chính thức từ đầu tháng sau. Bốn giàn còn lại ở bến số 1 được chuyển đổi dần trong hai năm.',
      ),
    ],
    categorySlug: 'cang-bien',
    bylines: ['Vũ Duyên'],
    tags: ['cảng biển', 'năng lượng'],
    author: 'phongvien2',
    state: 'review',
    ageHours: 3,
    cover: 'port-cranes',
  },
  {
    key: 'bai-container-rong',
    title: 'Bãi container rỗng rời khu dân cư ven sông sau mười hai năm',
    lead: 'Chuyến xe cuối cùng chở vỏ container khỏi bãi Bến Gang đã rời đi tối thứ Sáu, trả lại gần bốn héc-ta đất ven sông để làm công viên và bãi đỗ xe cho khu phố.',
    body: [
      p(
        'Mười hai năm qua, con đường trước bãi lúc nào cũng phủ bụi và mỗi ngày đón khoảng ba trăm lượt xe đầu kéo. Trường tiểu học cách đó hai trăm mét phải đóng cửa sổ cả mùa hè.',
      ),
      p(
        'Toàn bộ vỏ rỗng được chuyển về khu hậu cảng, nơi có đường riêng nối thẳng quốc lộ. Đơn vị khai thác cho biết việc di dời làm xong sớm năm tuần nhờ chạy đêm.',
      ),
      quote(
        'Hôm qua tôi mở cửa sổ tầng hai lần đầu sau nhiều năm. Vẫn còn bụi, nhưng nghe được tiếng sông.',
        'Bà Lụa, tổ dân phố số 4',
      ),
      h2('Đất trống sẽ làm gì?'),
      bullets(
        'Công viên ven sông rộng 2,6 ha, có đường chạy bộ 800 m.',
        'Bãi đỗ ngầm một tầng cho 220 ô tô.',
        'Một sân bóng chuyền và nhà sinh hoạt cộng đồng.',
      ),
      p(
        'Bản vẽ được treo tại nhà văn hóa phường trong ba mươi ngày để người dân góp ý. Theo kế hoạch, cây sẽ được trồng trước, công trình làm sau, để mùa nắng năm tới khu đất đã có bóng mát.',
      ),
    ],
    categorySlug: 'kinh-te',
    bylines: ['Vũ Duyên'],
    tags: ['hậu cảng', 'đô thị'],
    author: 'phongvien2',
    state: 'published',
    ageHours: 76,
    cover: 'port-cranes',
  },
  {
    key: 'phien-cho-ca-nua-dem',
    title: 'Cảng cá Bến Sỏi thử phiên đấu giá lúc nửa đêm',
    lead: 'Thay vì bán mão cho đầu nậu ngay trên boong, hai mươi chủ tàu ở Bến Sỏi đồng ý đưa mẻ cá đầu tiên lên sàn đấu giá công khai, mở lúc nửa đêm và kết thúc trước bốn giờ sáng.',
    body: [
      p(
        'Sàn đấu giá chỉ là một khoảng nền xi măng vừa rửa, bốn bóng đèn và một chiếc cân điện tử. Cá được xếp theo khay, mỗi khay dán một mã số ghi tên tàu, giờ cập bến và vùng đánh bắt.',
      ),
      figure('port-cranes', {
        caption: 'Cảng cá nằm cách cầu cảng số 2 một khúc sông.',
        alt: 'Cầu cảng và giàn cẩu trong sương sớm, nhìn qua mặt sông.',
      }),
      p(
        'Đêm đầu có mười một thương lái ghi danh. Khay mực ống loại một khởi điểm 180 nghìn đồng một cân, chốt ở 214 nghìn sau bốn lượt trả giá.',
      ),
      p(
        'Anh Tuất, chủ tàu hai mươi ba năm đi biển, nói điều anh thích nhất là được cân trước mặt mọi người. Từ trước tới nay, cân ở đâu, trừ bì bao nhiêu đều do người mua quyết.',
      ),
      p('Còn phải hỏi thêm ban quản lý cảng cá về mức phí sàn và việc trả tiền trong ngày.'),
    ],
    categorySlug: 'thi-truong',
    bylines: ['Hải Miên'],
    tags: ['cảng cá', 'ngư dân'],
    author: 'phongvien',
    state: 'draft',
    ageHours: 9,
  },
  {
    key: 'gia-rau-ha-dan',
    title: 'Giá rau xanh hạ dần sau đợt mưa dài',
    lead: 'Sau hai tuần tăng gấp rưỡi vì mưa, giá rau tại các chợ nội thành đã giảm từ thứ Tư khi vùng trồng ven sông Rẽ thu lứa cải mới và xe hàng đi lại thuận tiện hơn.',
    body: [
      p(
        'Khảo sát sáng nay tại ba chợ cho thấy rau ăn lá giảm nhanh nhất, rau gia vị giảm chậm hơn vì phải trồng lại từ đầu. Củ quả gần như không đổi.',
      ),
      table(
        ['Mặt hàng (1 kg)', 'Tuần trước', 'Sáng nay'],
        ['Cải ngọt', '32.000 đ', '22.000 đ'],
        ['Rau muống', '28.000 đ', '19.000 đ'],
        ['Cà chua', '30.000 đ', '29.000 đ'],
        ['Hành lá', '60.000 đ', '48.000 đ'],
      ),
      p(
        'Chị Hường, bán rau ở chợ Bến Đèn, cho biết mấy hôm mưa chị chỉ dám lấy một nửa lượng hàng vì rau dập, để qua trưa là bỏ. Nay khách quen đã trở lại, có người mua cho cả tuần.',
      ),
      quote(
        'Đất ráo là gieo ngay. Cải ngắn ngày, ba tuần nữa có lứa thứ hai thì giá mới về hẳn như cũ.',
        'Ông Khoát, hợp tác xã rau ven sông Rẽ',
      ),
      p(
        'Hợp tác xã khuyên người mua chọn rau đúng lứa, còn cứng cuống; rau thu vội sau mưa thường úng ở gốc và không giữ được lâu trong tủ lạnh.',
      ),
    ],
    categorySlug: 'thi-truong',
    bylines: ['Vũ Duyên'],
    tags: ['giá cả', 'rau xanh', 'chợ'],
    author: 'phongvien2',
    state: 'published',
    ageHours: 28,
    cover: 'market-flamboyant',
  },
  {
    key: 'nuoc-mam-hon-bac',
    title: 'Nước mắm Hòn Bấc dán tem kể chuyện từng thùng chượp',
    lead: 'Quét mã trên cổ chai, người mua biết cá đánh ở vùng nào, ủ trong thùng số mấy và ai là người đảo chượp; làng nghề trên đảo hy vọng nhờ đó giữ được giá.',
    body: [
      p(
        'Làng có mười bảy nhà còn giữ nghề, mỗi nhà vài chục thùng gỗ. Trước đây mắm được đong can bán buôn, vào đất liền đóng nhãn gì thì người làm cũng không biết.',
      ),
      p(
        'Nay mỗi thùng chượp có một trang ghi chép: ngày vào cá, tỷ lệ muối, những lần phơi và đảo. Con gái của các chủ nhà thùng thay nhau nhập bằng điện thoại, mỗi tối mất chừng mười phút.',
      ),
      quote(
        'Ghi ra mới thấy mình làm kỹ thế nào. Mà đã ghi thì không ai dám làm dối.',
        'Bà Ngần, chủ nhà thùng ở Hòn Bấc',
      ),
      p(
        'Lứa mắm có tem đầu tiên gồm bốn nghìn chai, bán tại bến tàu và ba cửa hàng trong phố. Sau một tháng, giá cao hơn mắm can khoảng một phần tư mà vẫn hết hàng sớm.',
      ),
      p(
        'Cái khó còn lại là chai thủy tinh phải chở từ đất liền ra, vỡ nhiều và tốn cước. Làng đang thử nhận lại vỏ chai của khách du lịch, đổi mười vỏ lấy một chai nhỏ.',
      ),
    ],
    categorySlug: 'kinh-te',
    bylines: ['Hải Miên'],
    tags: ['làng nghề', 'Hòn Bấc', 'nước mắm'],
    author: 'phongvien',
    state: 'scheduled',
    ageHours: 6,
    publishInHours: 15,
  },
  {
    key: 'kho-lanh-hau-cang',
    title: 'Kho lạnh đầu tiên ở khu hậu cảng nhận hàng chạy thử',
    lead: 'Kho lạnh sức chứa sáu nghìn tấn vừa nhận lô tôm đông đầu tiên, mở thêm lựa chọn cho nhà vườn và chủ vựa vốn phải gửi hàng cách cảng gần trăm cây số.',
    body: [
      p(
        'Kho chia bốn ngăn, nhiệt độ từ âm 25 đến 8 độ C. Cửa nhận hàng nối thẳng thùng xe, hàng không phải phơi ngoài nắng như khi bốc xếp ở bãi hở.',
      ),
      figure('port-cranes', {
        caption: 'Khu hậu cảng, nơi kho lạnh vừa nhận hàng.',
        credit: 'Sóng Hà',
        alt: 'Giàn cẩu bờ và dãy container nhiều màu ở khu hậu cảng buổi sớm.',
      }),
      p(
        'Theo đơn vị vận hành, chi phí gửi mỗi tấn giảm chừng một phần năm so với kho ở xa, chủ yếu nhờ bớt quãng đường. Mái kho lắp pin mặt trời, ban ngày tự lo khoảng 30% điện.',
      ),
      p(
        'Chủ vựa tôm Bích Hợi cho biết lô đầu gửi bốn mươi tấn, chờ gom đủ chuyến mới xuất. Trước đây anh thường phải bán sớm vì không có chỗ trữ.',
      ),
      p('Kho dự kiến nhận hàng rộng rãi sau hai tháng chạy thử.'),
    ],
    categorySlug: 'cang-bien',
    bylines: ['Hải Miên'],
    tags: ['kho lạnh', 'hậu cảng', 'thủy sản'],
    author: 'phongvien',
    state: 'returned',
    ageHours: 20,
    note: 'Con số “giảm một phần năm” mới theo lời đơn vị vận hành. Hỏi thêm ít nhất một chủ hàng về giá thực trả, rồi nói rõ kho nhận hàng rộng rãi từ tháng nào.',
    cover: 'port-cranes',
  },
];
