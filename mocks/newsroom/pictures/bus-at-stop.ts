import {
  canvas,
  circle,
  ellipse,
  group,
  path,
  radial,
  rect,
  seeded,
  stroke,
  times,
  vertical,
} from './canvas.ts';
import { foliage } from './parts.ts';
import { person } from './people.ts';

export function busAtStop(): string {
  const next = seeded(52);
  return canvas(
    [
      vertical('sky', [0, '#a8d4dc'], [0.65, '#e8efdc'], [1, '#fdeccb']),
      vertical('road', [0, '#7d8790'], [1, '#59636e']),
      vertical('glass', [0, '#d7edf0'], [1, '#8fb8c2']),
      vertical('side', [0, '#fbf5e4'], [0.55, '#f3e8cf'], [0.56, '#2d8a6f'], [1, '#1f6f5b']),
      radial('sun', [0, '#fffae2', 0.95], [0.25, '#fffae2', 0.5], [0.6, '#fffae2', 0.14], [1, '#fffae2', 0]),
    ],
    [
      rect(0, 0, 1280, 853, 'url(#sky)'),
      circle(1060, 190, 340, 'url(#sun)'),
      circle(1060, 190, 46, '#fffdf0'),
      times(20, (index) => {
        const tall = 90 + next() * 200;
        return (
          rect(index * 66 - 10, 560 - tall, 60, tall, index % 2 ? '#bcd3cd' : '#cbdcd1') +
          times(4, (row) => rect(index * 66 + 4, 576 - tall + row * 30, 32, 9, '#e9eedd', 'opacity="0.7"'))
        );
      }),
      path('M0 560V500Q120 470 260 496T540 488T820 500T1100 484T1280 498V560Z', '#8fb59a'),
      foliage(14, 120, 400, 130, 100, 110, ['#4f8d63', '#609f6b', '#3e7a57', '#78b07a'], 38),
      path('M108 600V440H132V600Z', '#6d5142'),
      foliage(15, 1190, 380, 140, 110, 120, ['#4f8d63', '#609f6b', '#3e7a57', '#78b07a'], 40),
      path('M1178 600V440H1204V600Z', '#6d5142'),
      foliage(16, 1190, 350, 120, 80, 46, ['#8d6fb0', '#a68ac2', '#7a5ca1'], 22),
      rect(0, 586, 1280, 50, '#d9c8a8'),
      rect(0, 630, 1280, 14, '#b39f80'),
      rect(0, 644, 1280, 209, 'url(#road)'),
      times(8, (index) => rect(30 + index * 170, 792, 96, 9, '#f2ead2', 'opacity="0.75"')),
      group(
        'translate(60 0)',
        rect(20, 392, 10, 216, '#3e5866'),
        rect(330, 392, 10, 216, '#3e5866'),
        path('M-10 376H372L352 398H10Z', '#2d6f86'),
        rect(34, 418, 292, 116, '#e7f3f1', 'opacity="0.6"'),
        rect(48, 432, 84, 88, '#e38b5b', 'rx="4"'),
        path('M48 500L78 466L100 490L112 478L132 504V520H48Z', '#b85f45'),
        circle(110, 454, 10, '#ffe3ad'),
        rect(150, 570, 150, 9, '#8b6647'),
        stroke('M166 579V606M284 579V606', '#3e5866', 6),
      ),
      person(140, 626, 1.32, { shirt: '#e0a53f', trousers: '#38496a' }),
      person(250, 622, 1.26, { shirt: '#8a5f9c', trousers: '#35364a', hat: '#f2dfae' }),
      person(342, 628, 1.34, { shirt: '#f7f1e3', trousers: '#2e4b73', longHair: true }),
      group('translate(342 628) scale(1.34)', path('M11 -74H22V-46H11Z', '#c8483b')),
      group(
        'translate(440 0)',
        rect(-4, 380, 8, 256, '#3e5866'),
        rect(-36, 350, 72, 72, '#2d6f86', 'rx="10"'),
        rect(-22, 368, 44, 30, '#fdf6e2', 'rx="6"'),
        circle(-12, 404, 6, '#fdf6e2'),
        circle(12, 404, 6, '#fdf6e2'),
        rect(-16, 373, 32, 12, '#2d6f86'),
      ),
      group(
        'translate(1730 0) scale(-1 1)',
        ellipse(866, 782, 390, 14, '#2e3640', 'opacity="0.45"'),
        path(
          'M490 720V430Q490 392 530 390H1196Q1226 392 1232 430L1240 600V724Q1240 738 1226 738H504Q490 738 490 720Z',
          'url(#side)',
        ),
        path('M490 604H1240V614H490Z', '#f4b63f'),
        path('M530 390H1196Q1216 391 1225 406H500Q508 392 530 390Z', '#dcd2b8'),
        rect(570, 376, 190, 16, '#dcd2b8', 'rx="7"'),
        times(6, (index) => rect(522 + index * 92, 428, 82, 106, 'url(#glass)', 'rx="8"')),
        path('M1092 428H1206Q1214 430 1216 442L1226 574H1092Z', 'url(#glass)'),
        times(4, (index) => {
          const x = [562, 654, 838, 930][index] ?? 562;
          return (
            circle(x, 494, 14, ['#5d4a48', '#6d5b56', '#4f4a58', '#66554f'][index] ?? '#5d4a48') +
            path(
              `M${x - 24} 534Q${x - 22} 508 ${x} 508Q${x + 22} 508 ${x + 24} 534Z`,
              ['#7f6a92', '#b0685a', '#55808c', '#8f8257'][index] ?? '#7f6a92',
            )
          );
        }),
        path(
          'M538 428L580 428L548 534H522V470ZM1110 428H1150L1112 574H1092V490Z',
          '#ffffff',
          'opacity="0.25"',
        ),
        stroke('M700 620V724M500 690H1236', '#185244', 2, 'opacity="0.5"'),
        circle(1156, 506, 15, '#5d4a48'),
        path('M1128 574Q1128 522 1156 522Q1184 524 1186 574Z', '#3f6f8c'),
        path('M1222 650H1242V690H1222Z', '#ffe9ae'),
        rect(488, 650, 10, 40, '#d24a3f'),
        path('M1234 440H1262V492H1250V452H1234Z', '#3a4650'),
        times(
          2,
          (index) =>
            circle(606 + index * 470, 738, 48, '#2c333c') +
            circle(606 + index * 470, 738, 24, '#b9bfc2') +
            circle(606 + index * 470, 738, 9, '#5b646c'),
        ),
        path(
          'M548 738Q552 682 606 682Q660 682 664 738H656Q652 692 606 692Q560 692 556 738ZM1018 738Q1022 682 1076 682Q1130 682 1134 738H1126Q1122 692 1076 692Q1030 692 1026 738Z',
          '#17564a',
        ),
      ),
    ],
  );
}
