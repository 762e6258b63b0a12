import {
  canvas,
  circle,
  ellipse,
  group,
  path,
  pick,
  radial,
  rect,
  seeded,
  stroke,
  times,
  vertical,
} from './canvas.ts';
import { foliage } from './parts.ts';
import { person } from './people.ts';

const awning = (x: number, y: number, w: number, colour: string) => {
  const stripe = w / 8;
  return times(8, (index) =>
    path(
      `M${x + index * stripe + 12} ${y}H${x + (index + 1) * stripe + (index === 7 ? -12 : 12)}L${x + (index + 1) * stripe} ${y + 46}A${stripe / 2} 13 0 0 1 ${x + index * stripe} ${y + 46}Z`,
      index % 2 ? '#fbefdc' : colour,
    ),
  );
};

const produce = (seed: number, x: number, y: number, w: number, colours: [string, ...string[]]) => {
  const next = seeded(seed);
  return times(3, (row) =>
    times(Math.floor(w / 17) - row, (index) =>
      circle(x + 10 + row * 8 + index * 17, y - row * 11, 8.5, pick(colours, next())),
    ),
  );
};

export function marketStalls(): string {
  const reds: [string, ...string[]] = ['#d7382f', '#e2503a', '#c22a2c', '#ef6e4b', '#b3262d'];
  const stall = (x: number, w: number, colour: string, seed: number, fruit: [string, ...string[]]) =>
    [
      rect(x + 8, 540, 7, 190, '#6a4632'),
      rect(x + w - 15, 540, 7, 190, '#6a4632'),
      rect(x + 12, 560, w - 24, 130, '#5a3a35', 'opacity="0.35"'),
      path(`M${x} 666H${x + w}L${x + w - 10} 742H${x + 10}Z`, '#a86f45'),
      path(`M${x} 666H${x + w}V676H${x}Z`, '#c98e5b'),
      produce(seed, x + 14, 660, w / 2 - 20, fruit),
      produce(seed + 1, x + w / 2 + 10, 660, w / 2 - 24, ['#7fae4e', '#5d9447', '#94c05c']),
      awning(x - 14, 512, w + 28, colour),
    ].join('');
  return canvas(
    [
      vertical('sky', [0, '#8cc7d6'], [0.6, '#d9ecdf'], [1, '#fdf0cf']),
      vertical('wall', [0, '#f3cf7d'], [1, '#e5b25e']),
      vertical('ground', [0, '#e2c7a0'], [1, '#bf9670']),
      radial('sun', [0, '#fff8dd', 0.9], [0.25, '#fff8dd', 0.5], [0.6, '#fff8dd', 0.14], [1, '#fff8dd', 0]),
    ],
    [
      rect(0, 0, 1280, 853, 'url(#sky)'),
      circle(980, 170, 330, 'url(#sun)'),
      path('M0 720V330H90V300H190V350H250V720ZM1040 720V310H1120V270H1280V720Z', '#c3d8cb'),
      path('M0 720V420H60V400H130V440H210V720ZM1090 720V410H1150V440H1210V390H1280V720Z', '#d9cfae'),
      rect(210, 300, 880, 420, 'url(#wall)'),
      path('M190 304L260 226H1040L1110 304Z', '#b4573f'),
      path('M190 304H1110V314H190Z', '#8e4131'),
      path('M560 304V210Q650 150 740 210V304Z', '#f7dc97'),
      path('M546 214Q650 136 754 214L744 222Q650 152 556 222Z', '#b4573f'),
      circle(650, 240, 27, '#fff6df'),
      stroke('M650 240V222M650 240L662 246', '#6a4632', 3.5),
      times(9, (index) =>
        index === 4
          ? ''
          : rect(252 + index * 92, 352, 54, 84, '#5f8f7c', 'rx="26"') +
            rect(252 + index * 92, 392, 54, 60, '#5f8f7c') +
            stroke(`M${279 + index * 92} 356V452M${252 + index * 92} 400H${306 + index * 92}`, '#4a7666', 3),
      ),
      path('M606 720V380Q650 340 694 380V720Z', '#7a5344'),
      rect(0, 700, 1280, 153, 'url(#ground)'),
      times(26, (index) =>
        ellipse(((index * 167) % 1280) + 20, 730 + ((index * 61) % 112), 34, 4, '#a97f5a', 'opacity="0.28"'),
      ),
      times(60, (index) =>
        ellipse(
          (index * 251) % 1280,
          744 + ((index * 97) % 104),
          5,
          2.4,
          pick(reds, (index % 7) / 7),
          'opacity="0.8"',
        ),
      ),
      path(
        'M96 740Q118 560 92 430Q70 380 20 340L36 332Q88 366 108 410Q130 360 190 320L202 332Q140 376 124 430Q140 560 146 740Z',
        '#5d4036',
      ),
      path(
        'M1178 740Q1168 570 1190 440Q1160 380 1110 340L1122 330Q1176 366 1200 408Q1222 360 1270 334L1280 346Q1230 386 1212 440Q1204 580 1230 740Z',
        '#5d4036',
      ),
      foliage(4, 110, 250, 240, 120, 150, ['#4e7f4f', '#5f9157', '#3f6e49'], 34),
      foliage(5, 110, 225, 250, 122, 520, reds, 16),
      foliage(6, 1190, 250, 220, 120, 140, ['#4e7f4f', '#5f9157', '#3f6e49'], 34),
      foliage(7, 1190, 225, 235, 122, 500, reds, 16),
      stall(150, 270, '#2f7f86', 12, ['#f0a63a', '#e88b2e', '#f4bd55']),
      stall(470, 300, '#c8483b', 22, ['#c9343a', '#df5a45', '#b22c3a']),
      stall(830, 280, '#d99a35', 32, ['#8b4a86', '#a5609b', '#6f3a72']),
      person(284, 668, 1.05, { shirt: '#7a5aa0', trousers: '#3a3346', hat: '#f2dfae' }),
      person(966, 668, 1.05, { shirt: '#d46b6b', trousers: '#3a3346', hat: '#f2dfae' }),
      times(
        1,
        () =>
          path('M160 666H410V676H160ZM840 666H1100V676H840Z', '#c98e5b') +
          produce(44, 170, 660, 90, ['#f0a63a', '#e88b2e', '#f4bd55']) +
          produce(45, 310, 660, 90, ['#7fae4e', '#5d9447']) +
          produce(46, 850, 660, 90, ['#8b4a86', '#a5609b']) +
          produce(47, 1000, 660, 90, ['#7fae4e', '#94c05c']),
      ),
      person(448, 786, 1.42, { shirt: '#f4ead6', trousers: '#38506b' }),
      person(650, 770, 1.3, { shirt: '#3f7d8a', trousers: '#2f3044', hat: '#f2dfae' }),
      person(716, 776, 1.0, { shirt: '#efc04f', trousers: '#4b6d8f', longHair: true }),
      person(1150, 800, 1.48, { shirt: '#b5454a', trousers: '#33364a', hat: '#f2dfae' }),
      group(
        'translate(1176 748)',
        stroke('M-96 -62Q-26 -84 50 -62', '#7a5238', 5),
        stroke('M-94 -62V20M48 -62V20', '#8d6a4a', 2),
        path('M-130 16H-58L-70 48H-118ZM14 16H84L74 48H24Z', '#b98350'),
        times(
          4,
          (index) => circle(-116 + index * 15, 12, 9, '#e8892e') + circle(28 + index * 14, 12, 9, '#6ea34c'),
        ),
      ),
    ],
  );
}
