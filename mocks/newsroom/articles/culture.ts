import { a, bullets, figure, h2, i, p, quote, rule, table } from '../blocks.ts';
import type { DemoArticle } from '../types.ts';

export const cultureArticles: DemoArticle[] = [
  {
    key: 'cho-hoa-phuong-dem',
    title: 'Chợ hoa phượng lần đầu mở ban đêm',
    lead: 'Mùa phượng năm nay, phiên chợ hoa và đồ thủ công trước cửa chợ Bến Đèn kéo dài đến khuya, thắp bằng đèn lồng do học sinh các trường làm.',
    body: [
      p(
        'Phiên chợ có sáu mươi gian, một nửa là người bán lần đầu: sinh viên mỹ thuật, các bà đan lưới, thợ gốm từ làng bên kia sông.',
      ),
      figure('market-flamboyant', {
        caption: 'Hàng phượng trước chợ Bến Đèn vào mùa hoa.',
        credit: 'Lam Khê',
        alt: 'Những cây phượng nở đỏ hai bên dãy sạp mái bạt kẻ sọc.',
      }),
      p(
        'Không gian được chia theo con đường từ cổng chợ ra bờ sông. Đầu đường bán hoa và cây, giữa đường là đồ thủ công, cuối đường có chỗ ngồi nghe nhạc mộc.',
      ),
      figure('rainy-street', {
        caption: 'Phố Đồng Hồ, lối vào phiên chợ.',
        credit: 'CTV',
        alt: 'Con phố buổi tối sau mưa, cửa hàng hai bên sáng đèn.',
      }),
      quote(
        'Chợ ngày thì mua cho nhanh rồi về. Chợ đêm người ta đứng lại, hỏi chuyện, có khi không mua mà vẫn vui.',
        'Bà Thoa, bán hoa ba mươi năm',
      ),
      p('Ban tổ chức dành riêng một gian cho người bán hàng rong lâu năm quanh chợ, không thu phí.'),
    ],
    categorySlug: 'van-hoa',
    bylines: ['Vũ Duyên'],
    tags: ['chợ đêm', 'hoa phượng'],
    author: 'phongvien2',
    state: 'returned',
    ageHours: 1,
    note: 'Nguồn ảnh thứ hai ghi “CTV” là chưa đủ, cần tên người chụp. Thêm giờ mở cửa.',
    cover: 'market-flamboyant',
  },
  {
    key: 'hoi-dua-thuyen',
    title: 'Hai mươi bốn đội vào hội đua thuyền sông Rẽ',
    lead: 'Sáng Chủ nhật, hội đua thuyền truyền thống trở lại khúc sông trước đền Bến Gang với hai mươi bốn đội, trong đó lần đầu có ba đội toàn tay chèo nữ.',
    body: [
      p(
        'Đường đua dài 1.200 m, vòng qua cọc tiêu giữa dòng rồi về bến. Mỗi thuyền mười tám tay chèo, một người lái và một người gõ mõ giữ nhịp.',
      ),
      p(
        'Ba đội nữ tập từ sau Tết, sáng nào cũng xuống nước lúc năm giờ. Thuyền mượn của đội nam cùng làng, chèo xong lại rửa và úp lên bờ.',
      ),
      quote(
        'Tay chai như nhau cả. Cái hơn là chúng tôi cãi nhau ít hơn, nên mái chèo xuống đều hơn.',
        'Chị Lan, đội trưởng đội Xóm Chài',
      ),
      h2('Lịch trong ngày'),
      bullets(
        '6:30: rước nước từ giữa sông về đền.',
        '8:00: bốn lượt đua loại.',
        '10:30: chung kết nữ, rồi chung kết nam.',
        '15:00: bắt vịt, nấu cơm trên thuyền.',
      ),
      p(
        'Đường ven sông cấm ô tô từ 6 giờ đến 12 giờ. Người xem đứng trên bờ kè hoặc lên khán đài tạm phía nam; không chen ra cầu phao.',
      ),
      p(
        'Đội thắng không nhận tiền thưởng mà nhận một con thuyền mới đóng, theo lệ cũ. Thuyền năm ngoái nay vẫn chở học sinh qua sông.',
      ),
    ],
    categorySlug: 'van-hoa',
    bylines: ['Hải Miên'],
    tags: ['lễ hội', 'đua thuyền', 'sông Rẽ'],
    author: 'phongvien',
    state: 'scheduled',
    ageHours: 8,
    publishInHours: 40,
  },
  {
    key: 'kho-nut-day',
    title: 'Ba trăm nút dây của thợ thuyền rời kho ra phòng trưng bày',
    lead: 'Bảo tàng thành phố lần đầu bày trọn bộ sưu tập nút dây của một thợ buồm già, kèm chỗ ngồi để khách tự thắt thử mười kiểu thông dụng.',
    body: [
      p(
        'Ba trăm đoạn dây gai, mỗi đoạn dài hai gang, ghim trên nền vải bạt. Dưới mỗi nút là một mảnh giấy viết tay: tên gọi, dùng khi nào, tháo ra sao.',
      ),
      p(
        'Người để lại bộ sưu tập làm nghề vá buồm hơn nửa thế kỷ. Ông không biết vẽ nên thắt thật, mỗi tối một nút, để dạy lũ học trò hay quên.',
      ),
      quote(
        'Có những nút chỉ còn tên, không còn ai biết buộc. Chúng tôi phải tháo ngược từng vòng, chụp lại, rồi mới dám ghi chú.',
        'Cán bộ phòng trưng bày',
      ),
      p(
        'Ở cuối phòng có một chiếc bàn gỗ dài với dây và hình vẽ từng bước. Trẻ con thường ngồi lâu hơn người lớn; kiểu được thắt nhiều nhất là nút ',
        i('ghế đơn'),
        ', thứ nút cứu người.',
      ),
      p(
        'Phòng mở từ 8 giờ đến 17 giờ, nghỉ thứ Hai, vào cửa tự do đến hết tháng. Chiều thứ Bảy có thợ buồm đến thắt mẫu.',
      ),
    ],
    categorySlug: 'van-hoa',
    bylines: ['Minh Châu'],
    tags: ['bảo tàng', 'nghề biển'],
    author: 'bientap',
    state: 'published',
    ageHours: 99,
  },
  {
    key: 'tau-som-hon-bac',
    title: 'Hòn Bấc có tàu sớm, khách đi về trong ngày',
    lead: 'Chuyến tàu 5 giờ 45 vừa mở giúp khách lên Hòn Bấc từ lúc mặt trời mọc và về lại đất liền trước tối, thay vì phải ngủ lại như trước.',
    body: [
      p(
        'Tàu cao tốc 90 chỗ chạy năm mươi lăm phút. Buổi sáng sóng êm nhất trong ngày, người hay say cũng dễ chịu hơn chuyến trưa.',
      ),
      figure('lighthouse', {
        caption: 'Hải đăng Hòn Bấc, điểm đến của phần lớn khách đi tàu sớm.',
        credit: 'Mạn Thuyền',
        alt: 'Ngọn hải đăng sọc đỏ trắng trên đảo đá lúc chạng vạng, ánh đèn quét qua mặt biển.',
        layout: 'wide',
      }),
      table(['Chuyến', 'Rời bến', 'Về bến'], ['Sớm (mới)', '5:45', '16:30'], ['Trưa', '11:15', '17:45']),
      h2('Đi đâu trong một ngày'),
      bullets(
        'Leo 214 bậc đá lên chân hải đăng trước khi nắng gắt.',
        'Ăn bún tôm ở bến, xem các nhà thùng đảo chượp.',
        'Trưa tắm ở bãi Sau, nhớ hỏi con nước trước khi xuống.',
      ),
      p(
        'Đảo chỉ cấp đủ nước ngọt cho khoảng bốn trăm khách một ngày, vì thế vé bán đúng số ghế. Khách nên mang bình nước và đem rác về đất liền; bến tàu có chỗ nhận.',
      ),
      p(
        'Vé mua tại bến hoặc trên ',
        a('trang bến tàu', 'https://ben-tau.example.org/hon-bac'),
        ', mở bán trước bảy ngày.',
      ),
    ],
    categorySlug: 'du-lich',
    bylines: ['Hải Miên'],
    tags: ['Hòn Bấc', 'tàu cao tốc'],
    author: 'phongvien',
    state: 'published',
    ageHours: 146,
    cover: 'lighthouse',
  },
  {
    key: 'dap-xe-dong-lua',
    title: 'Đạp xe qua đồng lúa sông Rẽ, ăn cơm với người gặt',
    lead: 'Mười tám cây số đường đê, hai lần qua đò và một bữa cơm giữa ruộng: tuyến đạp xe do chính nông dân dẫn đường đang kín chỗ cuối tuần.',
    body: [
      p(
        'Xe xuất phát từ đầu cầu Bến Gang lúc sáu giờ, khi sương còn nằm trên ruộng. Đường đê bằng và rợp bóng, người ít tập cũng đi được.',
      ),
      figure('rice-river', {
        caption: 'Khúc sông Rẽ vào vụ gặt, chặng giữa của tuyến đạp xe.',
        credit: 'Nắng Đồng',
        alt: 'Con sông uốn giữa ruộng lúa chín vàng, có người chèo thuyền và chú bé cưỡi trâu bên bờ.',
        layout: 'wide',
      }),
      p(
        'Người dẫn đường là các hộ trong hợp tác xã, mỗi tuần một nhà. Họ kể chuyện con nước, chỉ tổ chim trên bờ, và bắt khách đội nón khi nắng lên.',
      ),
      quote(
        'Khách hỏi có gì chơi không, tôi bảo có việc. Ai thích thì xuống gặt một luống, mệt rồi ăn mới ngon.',
        'Ông Khoát, người dẫn đường',
      ),
      p(
        'Bữa trưa có cơm gạo mới, cá rô kho và canh cua. Giá trọn gói 280 nghìn đồng một người, trẻ em một nửa; tiền trả thẳng cho nhà nấu và chủ đò.',
      ),
      p('Mỗi đoàn không quá mười hai xe để không làm hỏng bờ ruộng. Những ngày nước lớn, tuyến nghỉ.'),
    ],
    categorySlug: 'du-lich',
    bylines: ['Vũ Duyên'],
    tags: ['xe đạp', 'sông Rẽ', 'nông thôn'],
    author: 'phongvien2',
    state: 'review',
    ageHours: 7,
    cover: 'rice-river',
  },
  {
    key: 'an-sang-quanh-ga',
    title: 'Năm món ăn sáng quanh ga cũ',
    lead: 'Từ bát bánh đa cua múc lúc năm giờ đến ổ bánh mì que cuối cùng trước tám giờ, một vòng quanh ga cũ đủ để hiểu người thành phố này dậy sớm thế nào.',
    body: [
      h2('Bánh đa cua nhà bà Sửu'),
      p(
        'Quán không biển, chỉ có một bếp than và hai dãy ghế nhựa. Nước dùng nấu từ cua đồng giã tay, bánh đa nâu dai và thơm mùi mật.',
      ),
      h2('Xôi khúc xe đạp'),
      p('Chị bán xôi đi đúng một vòng phố Cây Me rồi về. Ai dậy muộn phải chờ hôm sau.'),
      rule(),
      p('Ba món còn lại: bánh mì que, cháo trai, cà phê trứng. Chưa có ảnh, chưa xếp chuyên mục.'),
    ],
    categorySlug: '',
    bylines: ['Hải Miên'],
    tags: ['ẩm thực'],
    author: 'phongvien',
    state: 'draft',
    ageHours: 72,
  },
  {
    key: 'homestay-bai-sau',
    title: 'Ý tưởng: ngủ lều ở bãi Sau',
    lead: 'Ghi nhanh về đề xuất mở khu cắm trại ở bãi Sau trên đảo Hòn Bấc, số lều dự kiến, chỗ lấy nước ngọt và ý kiến ban đầu của bà con làng chài.',
    body: [p('Đảo thiếu nước ngọt, làng chài chưa đồng ý. Không viết nữa.')],
    categorySlug: 'du-lich',
    bylines: ['Hải Miên'],
    tags: ['Hòn Bấc'],
    author: 'phongvien',
    state: 'trashed',
    ageHours: 320,
  },
];
