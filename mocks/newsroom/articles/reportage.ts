import { b, figure, h2, i, p, quote } from '../blocks.ts';
import type { DemoArticle } from '../types.ts';

export const reportageArticles: DemoArticle[] = [
  {
    key: 'dem-o-hai-dang',
    title: 'Ghi chép: một đêm ở trạm hải đăng Hòn Bấc',
    lead: 'Bốn giờ sáng, gió cấp sáu, người gác đèn đã thức từ lâu. Trên ngọn tháp cao hai mươi chín mét, một ngày làm việc bắt đầu bằng việc lau kính và kết thúc bằng việc ghi sổ.',
    body: [
      p(
        'Tàu tiếp tế thả chúng tôi xuống mỏm đá lúc ba giờ chiều, kèm hai bao gạo, một thùng rau và bó báo của tuần trước. Từ bến lên trạm có hai trăm mười bốn bậc. Ông Sách, trạm trưởng, đếm hộ khách ở bậc thứ một trăm: “Từ đây trở lên là nửa dễ hơn, vì quay xuống đã thấy ngại”.',
      ),
      p(
        'Trạm có bốn người, chia hai ca. Mỗi ca một tháng ngoài đảo, một tháng trong bờ. Ông Sách gác đèn năm nay là năm thứ hai mươi sáu. Ba người kia đều gọi ông bằng chú, kể cả anh Hiền đã có cháu nội.',
      ),
      figure('lighthouse', {
        caption: 'Hải đăng Hòn Bấc lên đèn lúc chạng vạng. Ánh sáng nhìn thấy từ cách hai mươi hải lý.',
        credit: 'Mạn Thuyền',
        alt: 'Ngọn hải đăng sọc đỏ trắng trên đảo đá, luồng sáng quét qua mặt biển có một chiếc thuyền buồm.',
        layout: 'wide',
      }),
      h2('Lau kính'),
      p(
        'Năm giờ rưỡi chiều, việc đầu tiên là lau kính. Muối bám thành lớp mờ như hơi thở. Anh Hiền dùng nước mưa, khăn xô cũ và một ít giấm, lau theo đường xoắn từ trên xuống. Nước mưa quý hơn nước ngọt chở từ bờ, vì nước chở ra để lại cặn.',
      ),
      p(
        'Đèn bây giờ tự bật theo cảm biến. Nhưng sổ trực vẫn có cột ',
        i('giờ lên đèn'),
        ', và mỗi chiều vẫn phải có một người đứng đó nhìn tận mắt rồi mới ghi. Tôi hỏi vì sao. Ông Sách đáp gọn: “Máy báo sáng là máy nghĩ nó sáng”.',
      ),
      p(
        'Mười tám giờ ba mốt phút, luồng sáng đầu tiên quét qua mặt biển. Dưới chân đảo, mấy chiếc thuyền câu mực đang thả neo. Một người nào đó trên thuyền giơ tay vẫy, dù chẳng ai chắc trên tháp có nhìn thấy.',
      ),
      h2('Những con tàu không bao giờ gặp'),
      p(
        'Bữa cơm tối có cá bò hòm nướng, canh rau muống và lạc rang. Chuyện trên mâm là chuyện trong bờ: con đứa này thi, nhà đứa kia đổ mái. Chuyện ngoài biển không ai kể, vì ngày nào cũng thế.',
      ),
      p(
        'Mười giờ đêm, ông Sách mở máy bộ đàm. Các tàu vào luồng gọi tên mình, tốc độ, mớn nước. Ông không có phận sự trả lời, việc ấy của đài bờ. Ông chỉ nghe. Hai mươi sáu năm nghe, ông thuộc giọng của nhiều thuyền trưởng mà chưa gặp ai.',
      ),
      quote(
        'Có một anh cứ qua đây là nháy đèn mạn hai cái. Tôi cũng nháy đèn pin lại hai cái. Mười mấy năm rồi, chẳng biết anh ấy có thấy không.',
        'Ông Sách, trạm trưởng trạm hải đăng Hòn Bấc',
      ),
      p(
        'Tôi thức cùng ca với anh Hiền. Một giờ sáng, gió đổi hướng, cửa sổ buồng máy bắt đầu rung. Anh đi kiểm tra ắc quy, máy phát dự phòng, rồi leo tháp xem trục quay. Một trăm linh tám bậc thang sắt, mỗi đêm bốn lượt. Anh bảo leo quen rồi, chỉ ngại lúc mưa, giày ướt trơn.',
      ),
      p(
        'Hai giờ kém, có tiếng đập nhẹ vào kính. Một con chim nhỏ lạc vào luồng sáng, đậu run trên lan can. Anh Hiền cởi mũ úp lên, đem xuống buồng máy cho ấm. Việc ấy cũng ghi sổ: ',
        i('một chim di cư, thả lúc 6 giờ 10'),
        '.',
      ),
      h2('Ghi sổ'),
      p(
        'Bốn giờ sáng, sức gió lên cấp sáu. Ông Sách tự dậy, không cần ai gọi. Ông pha ấm trà đặc, rót cho mỗi người một chén rồi ra đứng ở đầu hồi nhà, nơi nghe rõ nhất tiếng sóng vỗ vào hang dưới chân đảo. Nghe tiếng ấy, ông đoán được chiều nay tàu có ra được không.',
      ),
      p(
        'Trời sáng dần từ phía những hòn đảo thấp. ',
        b('Năm giờ bốn mươi hai phút, đèn tắt.'),
        ' Anh Hiền mở sổ, viết bằng bút mực xanh, nét chữ nắn nót như học trò: tầm nhìn tốt, gió đông bắc, thiết bị bình thường. Cột cuối cùng là “sự việc khác”. Anh nghĩ một lúc rồi viết thêm: có khách.',
      ),
      p(
        'Con chim được thả ở bậc thứ một trăm. Nó bay một vòng quanh tháp rồi thẳng hướng nam. Chúng tôi xuống bến, lần này đi nửa dễ trước.',
      ),
    ],
    categorySlug: 'phong-su',
    bylines: ['Hải Miên'],
    tags: ['hải đăng', 'Hòn Bấc', 'ghi chép'],
    author: 'phongvien',
    state: 'published',
    ageHours: 170,
    cover: 'lighthouse',
  },
  {
    key: 'roi-nuoc-dong-lac',
    title: 'Nghề làm con rối nước ở Đông Lạc tìm người kế nghiệp',
    lead: 'Phường rối chỉ còn chín nghệ nhân, người trẻ nhất đã ngoài bốn mươi. Mùa này, họ mở xưởng đục cho học sinh trong làng, với một điều kiện: phải biết bơi trước khi biết tạc.',
    body: [
      p(
        'Xưởng nằm sau đình, mái lợp rạ, nền lúc nào cũng có một lớp dăm gỗ. Trên giá, mấy chục con rối chờ khô sơn: tiên, phượng, lân, con cáo bắt vịt, chú Tễu bụng tròn cười hở răng. Mùi gỗ sung lẫn mùi sơn ta, hăng và ngọt.',
      ),
      p(
        'Ông Phường, trùm phường rối, năm nay bảy mươi mốt tuổi. Ông không nhớ mình học nghề từ bao giờ, chỉ nhớ năm lên tám đã đứng sau mành, ngâm nước ngang ngực, giữ dây cho bố. “Bố tôi bảo đứng yên. Tôi đứng yên đến bây giờ”, ông nói.',
      ),
      figure('water-puppets', {
        caption: 'Tích “Múa rồng” của phường rối nước Đông Lạc trong đêm diễn đầu mùa.',
        credit: 'Nắng Đồng',
        alt: 'Hai con rồng rối phun nước và chú bé rối cưỡi trâu trước thủy đình mái cong treo đèn lồng.',
        layout: 'wide',
      }),
      h2('Gỗ sung, sơn ta và chín bước'),
      p(
        'Con rối tạc bằng gỗ sung vì nhẹ, dai và nổi. Cây phải hạ vào cuối đông, ngâm bùn nửa năm rồi mới đem phơi râm. Tạc xong phải gắn sơn sống, bó vải, mài, rồi phủ sáu lớp sơn; mỗi lớp chờ khô từ hai đến ba ngày. Tính cả thảy chín bước, làm nhanh cũng mất bốn tháng cho một con.',
      ),
      p(
        'Khó nhất không phải khuôn mặt mà là phần chìm dưới nước: cái đế, cái bánh lái, chỗ buộc sào. Người xem không bao giờ thấy phần ấy. Lệch một phân là con rồng bơi nghiêng, quay ba vòng thì dây xoắn vào nhau.',
      ),
      quote(
        'Làm mặt thì mười ngày học được. Làm cho nó biết bơi thì phải xuống nước với nó.',
        'Ông Phường, trùm phường rối Đông Lạc',
      ),
      h2('Chín người còn lại'),
      p(
        'Ngày xưa phường có hơn bốn mươi tay rối, nghề chỉ truyền cho con trai, thề trước ban thờ tổ không lộ ra ngoài. Lời thề ấy giữ được bí quyết qua nhiều đời, và cũng suýt làm mất nghề. Lớp trẻ đi làm ở cảng, ở khu công nghiệp; đứng dưới nước lạnh hai tiếng để nhận vài trăm nghìn mỗi đêm diễn thì ít ai chịu.',
      ),
      p(
        'Mười năm trước, phường họp ở đình và bỏ lời thề. Người đầu tiên được nhận ngoài họ là chị Mơ, con dâu làng, khi ấy ba mươi hai tuổi. Chị học điều khiển rối cá trước vì nhẹ, rồi đến phượng, nay giữ dây chính trong tích ',
        i('Múa rồng'),
        '. Chị cũng là người trẻ nhất phường.',
      ),
      p(
        '“Mùa đông nước buốt, tôi uống một ngụm nước mắm cốt trước khi xuống, các cụ dạy thế”, chị kể. “Nhưng khi nghe trống nổi lên, khán giả ồ một tiếng, thì quên cả lạnh. Mình ở sau mành, không ai biết mặt, mà tiếng ồ ấy là của mình.”',
      ),
      h2('Điều kiện vào lớp'),
      p(
        'Mùa hè này, phường mở lớp cho học sinh trong làng, mỗi tuần hai buổi chiều. Mười bốn em đến ghi tên, năm em là con gái. Điều kiện duy nhất là biết bơi. Em nào chưa biết thì ông Phường gửi sang thầy thể dục, bơi được hai mươi mét rồi quay lại.',
      ),
      p(
        'Buổi đầu không ai được cầm đục. Các em ngồi quét sơn lên những miếng gỗ vụn, quét xong để khô, mài đi, quét lại. Có em hỏi bao giờ được làm rồng. Ông Phường lấy trên giá xuống một con cá chép sứt đuôi, đưa cho em: “Chữa được cái đuôi này thì tính”.',
      ),
      p(
        'Tiền làm rối hiện lấy từ các đêm diễn cho khách du lịch, mỗi tuần hai suất, cộng với những con rối nhỏ bán làm quà. Không nhiều, nhưng đủ mua sơn và nấu cơm cho lớp học. Bảo tàng thành phố hứa sẽ ghi hình trọn mười sáu tích trò trong năm tới, kể cả bốn tích đã lâu không diễn vì thiếu người.',
      ),
      p(
        'Chiều muộn, lũ trẻ ra về, chỉ còn em bé với con cá chép ngồi lại. Em đã gắn xong chiếc đuôi mới, hơi to so với thân. Ông Phường thả nó xuống chậu nước. Con cá nghiêng một chút, rồi tự cân lại. Ông gật đầu, không nói gì, và với tay lấy chiếc đục nhỏ nhất trên giá.',
      ),
    ],
    categorySlug: 'van-hoa',
    bylines: ['Vũ Duyên'],
    tags: ['rối nước', 'làng nghề', 'Đông Lạc'],
    author: 'phongvien2',
    state: 'published',
    ageHours: 96,
    related: ['dem-o-hai-dang'],
    cover: 'water-puppets',
  },
  {
    key: 'nguoi-vot-rac-song-re',
    title: 'Những người vớt rác trên sông Rẽ',
    lead: 'Ba chiếc thuyền tôn, sáu con người và mười một cây số mặt nước: đội vớt rác sông Rẽ làm việc từ lúc trời chưa sáng, đi ngược con nước để đón rác trước khi nó ra biển.',
    body: [
      p(
        'Anh Sơn tắt máy, để thuyền trôi. Rác tụ ở khúc quanh dưới chân cầu, chỗ nước xoáy nhẹ. Anh bảo con sông tự gom rác lại một chỗ, mình chỉ cần biết giờ mà đến.',
      ),
      p(
        'Mỗi chuyến chừng bốn tạ: túi ni lông, xốp, bèo, thỉnh thoảng một chiếc ghế. Thứ anh sợ nhất là kim tiêm và thủy tinh; găng tay dày đến mấy cũng thủng.',
      ),
      figure('rice-river', {
        caption: 'Khúc sông Rẽ phía thượng nguồn, đoạn ít rác nhất.',
        credit: 'Nắng Đồng',
        layout: 'left',
      }),
      p(
        'Có lần vớt được một chiếc cặp sách còn khô, trong có vở tập viết. Cả đội đi hỏi ba trường mới tìm ra chủ.',
      ),
      quote(
        'Người ta bảo sông sạch hơn rồi. Tôi thì đếm bằng bao: năm kia hai mươi bao, giờ mười bốn.',
        'Anh Sơn, đội vớt rác sông Rẽ',
      ),
      p(
        'Viết tiếp: bữa sáng trên thuyền; chuyện chị Nụ; so sánh số bao theo tháng; đi thêm một chuyến lúc nước ròng.',
      ),
    ],
    categorySlug: 'phong-su',
    bylines: ['Hải Miên'],
    tags: ['sông Rẽ', 'môi trường'],
    author: 'phongvien',
    state: 'draft',
    ageHours: 0.1,
  },
];
