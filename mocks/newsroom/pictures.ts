import { bridgeAtDusk } from './pictures/bridge-at-dusk.ts';
import { busAtStop } from './pictures/bus-at-stop.ts';
import { hospitalCorridor } from './pictures/hospital-corridor.ts';
import { lighthouse } from './pictures/lighthouse.ts';
import { marketStalls } from './pictures/market-stalls.ts';
import { nightFootball } from './pictures/night-football.ts';
import { portCranes } from './pictures/port-cranes.ts';
import { rainyStreet } from './pictures/rainy-street.ts';
import { riceRiver } from './pictures/rice-river.ts';
import { schoolGate } from './pictures/school-gate.ts';
import { shipAtDawn } from './pictures/ship-at-dawn.ts';
import { waterPuppets } from './pictures/water-puppets.ts';
import type { DemoPicture } from './types.ts';

/** Twelve drawings in place of photographs. */
export const demoPictures: DemoPicture[] = [
  {
    key: 'ship-dawn',
    fileName: 'tau-vao-luong-binh-minh.png',
    caption: 'Tàu container vào luồng lúc bình minh, nhìn từ bến phà.',
    credit: 'Sóng Hà',
    alt: 'Tàu container lớn chạy trên mặt nước sẫm, phía sau là mặt trời mới mọc và dãy đảo mờ.',
    svg: shipAtDawn(),
  },
  {
    key: 'port-cranes',
    fileName: 'can-cau-cau-cang-so-2.png',
    caption: 'Giàn cẩu bờ làm hàng tại cầu cảng số 2 trong sương sớm.',
    credit: 'Sóng Hà',
    alt: 'Bốn giàn cẩu bờ và một tàu chở đầy container nhiều màu bên cầu cảng, trời còn sương.',
    svg: portCranes(),
  },
  {
    key: 'lighthouse',
    fileName: 'hai-dang-hon-bac.png',
    caption: 'Hải đăng Hòn Bấc lên đèn lúc chạng vạng.',
    credit: 'Mạn Thuyền',
    alt: 'Ngọn hải đăng sọc đỏ trắng trên đảo đá, luồng sáng quét qua mặt biển có một chiếc thuyền buồm.',
    svg: lighthouse(),
  },
  {
    key: 'bridge-dusk',
    fileName: 'cau-ben-gang-hoang-hon.png',
    caption: 'Cầu Bến Gang lúc hoàng hôn, nhìn từ bờ nam.',
    credit: 'Mạn Thuyền',
    alt: 'Cầu dây văng hai trụ tháp in bóng trên nền trời tím cam, một chiếc thuyền đi dưới nhịp chính.',
    svg: bridgeAtDusk(),
  },
  {
    key: 'market-flamboyant',
    fileName: 'cho-hoa-phuong.png',
    caption: 'Những sạp hàng dưới hàng phượng trước cửa chợ Bến Đèn.',
    credit: 'Lam Khê',
    alt: 'Ba sạp trái cây mái bạt kẻ sọc trước ngôi chợ tường vàng, hai bên là cây phượng nở đỏ.',
    svg: marketStalls(),
  },
  {
    key: 'school-gate',
    fileName: 'cong-truong-buoi-sang.png',
    caption: 'Học sinh Trường Tiểu học Bến Gang vào lớp buổi sáng.',
    credit: 'Lam Khê',
    alt: 'Học sinh áo trắng khăn quàng đỏ đi qua cổng trường treo hoa, phía sau là dãy nhà hai tầng và cột cờ.',
    svg: schoolGate(),
  },
  {
    key: 'rainy-street',
    fileName: 'pho-mua-gio-tan-tam.png',
    caption: 'Người đi làm về trong cơn mưa trên phố Đồng Hồ.',
    credit: 'Quán Gió',
    alt: 'Người đi xe máy mặc áo mưa nhiều màu trên phố ướt, cửa hàng và đèn đường sáng vàng.',
    svg: rainyStreet(),
  },
  {
    key: 'bus-stop',
    fileName: 'xe-buyt-tram-cho-ben-den.png',
    caption: 'Xe buýt tuyến số 9 vào trạm chợ Bến Đèn.',
    credit: 'Quán Gió',
    alt: 'Xe buýt màu xanh và kem tiến vào trạm chờ có ba hành khách đứng đợi.',
    svg: busAtStop(),
  },
  {
    key: 'water-puppets',
    fileName: 'roi-nuoc-phuong-dong-lac.png',
    caption: 'Tích “Múa rồng” của phường rối nước Đông Lạc.',
    credit: 'Nắng Đồng',
    alt: 'Hai con rồng rối phun nước và chú bé rối cưỡi trâu trước thủy đình mái cong treo đèn lồng.',
    svg: waterPuppets(),
  },
  {
    key: 'rice-river',
    fileName: 'dong-lua-ven-song-re.png',
    caption: 'Cánh đồng ven sông Rẽ vào vụ gặt.',
    credit: 'Nắng Đồng',
    alt: 'Con sông uốn giữa ruộng lúa chín, người chèo thuyền, chú bé cưỡi trâu và hai nông dân đội nón.',
    svg: riceRiver(),
  },
  {
    key: 'hospital-corridor',
    fileName: 'hanh-lang-khoa-noi.png',
    caption: 'Hành lang khoa Nội, Bệnh viện Cửa Sông, sau khi sửa chữa.',
    credit: 'Hạ Vũ',
    alt: 'Hành lang bệnh viện sáng và thoáng, bác sĩ cùng điều dưỡng đi tới, một người ngồi chờ trên ghế.',
    svg: hospitalCorridor(),
  },
  {
    key: 'night-football',
    fileName: 'tran-dau-dem-san-ben-soi.png',
    caption: 'Một pha tranh bóng dưới ánh đèn sân Bến Sỏi.',
    credit: 'Hạ Vũ',
    alt: 'Cầu thủ áo đỏ và áo xanh tranh bóng giữa sân cỏ, bốn cột đèn chiếu sáng khán đài kín người.',
    svg: nightFootball(),
  },
];
