import { b, bullets, figure, h2, p, quote, steps, table } from '../blocks.ts';
import type { DemoArticle } from '../types.ts';

export const cityLifeArticles: DemoArticle[] = [
  {
    key: 'lich-cat-dien',
    title: 'Lịch cắt điện luân phiên các phường nội thành tuần tới',
    lead: 'Ngành điện thay máy biến áp ở ba trạm nên cắt điện lần lượt từ thứ Hai đến thứ Năm, mỗi khu không quá năm giờ; bệnh viện, trạm bơm và trường bán trú không bị ảnh hưởng.',
    body: [
      p(
        'Ba trạm biến áp đã dùng hơn hai mươi năm và thường quá tải vào những tối nóng. Thay trước hè, mỗi trạm thêm được một phần ba công suất.',
      ),
      table(
        ['Ngày', 'Khu vực', 'Giờ cắt'],
        ['Thứ Hai', 'Phường Bến Gang, từ số 1 đến 210 phố Cây Me', '7:30–12:00'],
        ['Thứ Ba', 'Phường Đồng Hồ, trừ chợ và trạm bơm số 3', '7:30–12:30'],
        ['Thứ Tư', 'Khu tập thể ga cũ', '13:00–17:00'],
        ['Thứ Năm', 'Dự phòng nếu mưa', '7:30–12:00'],
      ),
      h2('Chuẩn bị gì?'),
      bullets(
        'Rút phích các thiết bị có động cơ trước giờ cắt mười lăm phút.',
        'Nhà có người dùng máy thở báo trước với điện lực để được mượn bộ lưu điện.',
        'Trữ nước nếu ở tầng cao: bơm tòa nhà cũng dừng.',
      ),
      quote(
        'Nếu xong sớm chúng tôi đóng điện sớm, không chờ hết giờ. Bà con đừng mở cầu dao kiểm tra.',
        'Ông Tạo, đội trưởng đội đường dây',
      ),
      p(
        'Người dân có thể gọi tổng đài điện lực để hỏi lịch của đúng nhà mình. Lịch dán tại nhà văn hóa phường từ chiều nay.',
      ),
    ],
    categorySlug: 'doi-song',
    bylines: ['Vũ Duyên'],
    tags: ['điện', 'thông báo'],
    source: { name: 'Điện lực Cửa Sông', url: 'https://dien-luc.example.org/lich' },
    author: 'phongvien2',
    state: 'review',
    ageHours: 0.7,
  },
  {
    key: 'pin-cu-doi-cay',
    title: 'Tổ dân phố gom pin cũ đổi cây xanh',
    lead: 'Mười lăm viên pin đổi một chậu lưỡi hổ: cách làm của tổ dân phố số 4 sau hai tháng gom được gần ba tạ pin, thứ rác nhỏ mà không ai biết vứt đâu.',
    body: [
      p(
        'Chiếc thùng nhựa xanh đặt dưới gốc bàng trước nhà bà Lụa. Sáng nào cũng có trẻ con ghé qua, tay nắm mấy viên pin tháo từ đồ chơi.',
      ),
      p(
        'Cây do một nhà vườn ở ngoại thành tặng, toàn giống dễ sống. Ai chưa đủ mười lăm viên thì được ghi sổ, lần sau cộng tiếp.',
      ),
      quote('Cháu tôi đi hỏi pin khắp họ. Bây giờ cả nhà sợ nó hơn sợ tôi.', 'Ông Vịnh, người dân tổ 4'),
      p(
        'Pin được đơn vị môi trường đến lấy mỗi tháng một lần. Bốn tổ bên cạnh đã sang xin mẫu sổ để làm theo.',
      ),
    ],
    categorySlug: 'doi-song',
    bylines: ['Vũ Duyên'],
    tags: ['môi trường', 'khu phố'],
    author: 'phongvien2',
    state: 'draft',
    ageHours: 50,
  },
  {
    key: 'nuoc-may-on-dinh',
    title: 'Nước máy ổn định trở lại sau khi thay van ở trạm bơm Cửa Sông',
    lead: 'Đến 3 giờ sáng nay, áp lực nước ở bốn phường phía đông đã về mức bình thường; sự cố van khiến hơn sáu nghìn hộ thiếu nước gần hai mươi giờ.',
    body: [
      p(
        'Van chính của trạm bơm kẹt ở vị trí mở một phần lúc 7 giờ sáng hôm trước. Kíp trực phải giảm áp toàn tuyến để tránh vỡ ống, vì thế các khu ở cuối đường nước bị cắt gần như hoàn toàn.',
      ),
      p(
        'Van mới nặng 1,4 tấn được chở từ kho dự phòng về lúc chiều. Việc tháo lắp diễn ra dưới hầm sâu bốn mét, thợ thay nhau xuống từng đợt hai mươi phút.',
      ),
      quote(
        'Chúng tôi xin lỗi bà con. Nửa ngày đầu thông báo quá chậm, đó là lỗi của chúng tôi.',
        'Bà Hạnh, phụ trách vận hành cấp nước',
      ),
      p(
        'Trong mười phút đầu, nước có thể đục. ',
        b('Người dân nên xả vòi thấp nhất trong nhà đến khi nước trong rồi mới dùng.'),
        ' Nhà máy đã lấy mẫu ở mười hai điểm, kết quả sẽ dán tại các phường chiều nay.',
      ),
      p('Hóa đơn tháng này của các hộ bị mất nước được giảm theo số giờ. Người dân không cần làm đơn.'),
    ],
    categorySlug: 'thoi-su',
    bylines: ['Hải Miên'],
    tags: ['nước sạch', 'hạ tầng'],
    author: 'phongvien',
    state: 'published',
    ageHours: 12,
  },
  {
    key: 'dien-tap-cuu-nan',
    title: 'Diễn tập cứu nạn trên sông Rẽ: 14 phút đưa người lên bờ',
    lead: 'Hơn một trăm người và chín phương tiện tham gia cuộc diễn tập sáng nay với tình huống đò ngang va sà lan giữa dòng, rút ngắn sáu phút so với lần tập năm ngoái.',
    body: [
      p(
        'Còi báo động vang lên lúc 8 giờ 5 phút. Trên đò có hai mươi “hành khách” là sinh viên tình nguyện, trong đó bốn người đóng vai bị thương và một người không biết bơi.',
      ),
      p(
        'Hai thuyền câu gần đó có mặt đầu tiên, trước cả xuồng chuyên dụng. Ban tổ chức nói đó là chủ ý: trên sông, người ở gần bao giờ cũng đến sớm nhất.',
      ),
      h2('Ba điều thay đổi'),
      steps(
        'Mỗi bến đò có một phao tròn buộc dây dài 30 m, treo ngoài trời.',
        'Bến nào cũng biết gọi một số chung thay vì ba số.',
        'Chủ thuyền câu được phát áo phản quang và còi.',
      ),
      quote(
        'Người dưới nước không nghe được loa. Họ nhìn thấy màu cam, và họ bơi về phía ấy.',
        'Anh Cường, đội cứu hộ đường sông',
      ),
      p(
        'Toàn bộ hành khách lên bờ lúc 8 giờ 19 phút. Phần chậm nhất vẫn là đưa cáng qua cầu ván hẹp; bến Bến Gang sẽ được mở rộng trước mùa lũ.',
      ),
    ],
    categorySlug: 'thoi-su',
    bylines: ['Hải Miên', 'Vũ Duyên'],
    tags: ['cứu nạn', 'sông Rẽ'],
    author: 'phongvien',
    state: 'scheduled',
    ageHours: 4,
    publishInHours: 2,
  },
  {
    key: 'dem-truoc-bao',
    title: 'Đêm trước bão, cả phố cùng buộc lại mái tôn',
    lead: 'Không ai phân công, nhưng từ chập tối phố Cây Me đã chia thành từng tốp: người leo mái, người giữ thang, người nấu cháo, trẻ con soi đèn pin.',
    body: [
      p('Gió chưa nổi, trời đứng im và oi. Ông Vịnh bảo đó là kiểu trời ông sợ nhất.'),
      figure('rainy-street', { credit: 'Quán Gió' }),
      p(
        'Hai mươi bảy mái nhà cần chằng lại. Dây thép lấy từ xưởng cơ khí đầu phố, bao cát mượn của công trình đang làm dở.',
      ),
      p(
        'Đến chín giờ tối, mưa hạt đầu tiên rơi xuống thì mái cuối cùng cũng buộc xong. Nồi cháo gà hết sạch.',
      ),
      quote(
        'Bão thì năm nào cũng có. Có người giữ thang cho mình mới là chuyện đáng kể.',
        'Anh Tính, thợ cơ khí',
      ),
    ],
    categorySlug: 'doi-song',
    bylines: ['Hải Miên'],
    tags: ['bão', 'khu phố'],
    author: 'phongvien',
    state: 'draft',
    ageHours: 14,
  },
  {
    key: 'mai-che-cho-ben-den',
    title: 'Chợ Bến Đèn có mái che mới trước mùa nắng',
    lead: 'Hơn hai trăm sạp ngoài trời của chợ Bến Đèn được che bằng mái bạt kẻ sọc và hàng phượng giữ nguyên; tiểu thương tự góp một nửa chi phí.',
    body: [
      p(
        'Mười năm nay, mỗi sạp một kiểu ô dù, chỗ cao chỗ thấp. Trưa nắng thì rau héo, chiều mưa thì nước từ ô nhà này đổ sang hàng nhà kia.',
      ),
      figure('market-flamboyant', {
        caption: 'Dãy sạp trái cây dưới mái che mới, trước cửa chợ Bến Đèn.',
        credit: 'Lam Khê',
        alt: 'Ba sạp trái cây mái bạt kẻ sọc xanh, đỏ, vàng dưới những cây phượng nở đỏ trước ngôi chợ tường vàng.',
        layout: 'wide',
      }),
      p(
        'Mái mới cao đồng đều 2,6 m, có máng dẫn nước về rãnh sau chợ. Cột đặt vào đúng vị trí chân ô cũ nên không sạp nào mất chỗ.',
      ),
      quote(
        'Cãi nhau ba buổi tối mới chọn xong màu. Bây giờ ai cũng bảo màu dãy mình đẹp nhất.',
        'Chị Hường, tiểu thương chợ Bến Đèn',
      ),
      p(
        'Hàng phượng trước chợ được giữ trọn. Kiến trúc sư phường vẽ lại hai sạp cho lùi vào ba gang tay để không phải đụng đến rễ cây.',
      ),
      p(
        'Chi phí chia đôi giữa tiểu thương và quỹ chợ, trả dần trong mười tháng. Sang tháng, ban quản lý lắp thêm bốn vòi nước uống và ghế nghỉ cho người gánh hàng rong.',
      ),
    ],
    categorySlug: 'doi-song',
    bylines: ['Vũ Duyên'],
    tags: ['chợ', 'đô thị'],
    author: 'phongvien2',
    state: 'published',
    ageHours: 52,
    cover: 'market-flamboyant',
  },
  {
    key: 'lich-tiep-dan-cu',
    title: 'Lịch tiếp công dân các phường (bản cũ)',
    lead: 'Lịch tiếp công dân quý này của các phường nội thành, kèm địa điểm và số điện thoại liên hệ, được tổng hợp từ bảng tin của mười một nhà văn hóa phường.',
    body: [
      p('Bản này lấy theo bảng tin tháng trước, có ba phường đã đổi địa điểm.'),
      p('Đã có lịch mới do các phường gửi; bỏ bản này.'),
    ],
    categorySlug: 'thoi-su',
    bylines: ['Vũ Duyên'],
    tags: ['thông báo'],
    author: 'phongvien2',
    state: 'trashed',
    ageHours: 210,
  },
  {
    key: 'ten-nam-con-duong',
    title: 'Lấy ý kiến đặt tên năm con đường mới ven sông',
    lead: 'Năm con đường trong khu đô thị ven sông Rẽ sắp có tên; người dân được chọn trong danh sách mười hai tên đất, tên nghề và tên bến đã đi vào ca dao.',
    body: [
      p(
        'Danh sách do một nhóm nghiên cứu địa phương lập, ưu tiên những tên gọi cũ đang mất dần: Bến Củi, Xóm Chài, Đò Gạch, Lò Vôi.',
      ),
      p(
        'Phiếu góp ý phát tới từng nhà trong khu vực và có bản điện tử. Mỗi người được chọn năm tên, có thể đề xuất tên khác kèm lý do.',
      ),
      quote(
        'Bến Củi không còn củi, nhưng bà tôi vẫn gọi thế. Giữ cái tên là giữ được câu chuyện để kể.',
        'Thầy Phác, giáo viên dạy sử',
      ),
      p('Đề xuất được tổng hợp trong ba mươi ngày trước khi trình cấp có thẩm quyền xem xét.'),
      p(
        'Một số ý kiến lo tên quá ngắn dễ nhầm khi gọi xe cấp cứu. Nhóm nghiên cứu cho biết sẽ tránh các tên đọc giống nhau trong cùng một khu.',
      ),
    ],
    categorySlug: 'thoi-su',
    bylines: ['Vũ Duyên'],
    tags: ['tên đường', 'góp ý'],
    author: 'phongvien2',
    state: 'returned',
    ageHours: 26,
    note: 'Thiếu danh sách đủ mười hai tên và nơi nhận phiếu. Câu “trình cấp có thẩm quyền” phải nói rõ là cơ quan nào.',
  },
];
