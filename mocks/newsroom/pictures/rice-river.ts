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
import { person } from './people.ts';

const buffalo = (x: number, y: number, scale: number) =>
  group(
    `translate(${x} ${y}) scale(${scale})`,
    path(
      'M-60 -62Q-64 -84 -30 -86H40Q66 -92 84 -76L104 -70Q112 -58 98 -50L80 -46L66 -40V0H54L50 -34H-28L-32 0H-44L-48 -36Q-58 -44 -60 -62Z',
      '#4d4347',
    ),
    path('M-22 -40H-8L-12 0H-22ZM30 -40H44L40 0H30Z', '#3c3438'),
    path('M78 -78Q70 -104 46 -106Q60 -96 64 -78ZM88 -78Q102 -98 122 -94Q106 -88 100 -72Z', '#d8c9b0'),
    stroke('M-60 -66Q-72 -50 -66 -30', '#4d4347', 5, 'stroke-linecap="round"'),
  );

export function riceRiver(): string {
  const egret = (x: number, y: number, s: number) =>
    path(
      `M${x} ${y}q${-22 * s} ${-16 * s} ${-46 * s} ${-8 * s}q${24 * s} 0 ${40 * s} ${16 * s}q${22 * s} ${-22 * s} ${46 * s} ${-24 * s}q${-22 * s} ${8 * s} ${-32 * s} ${22 * s}l${14 * s} ${4 * s}Z`,
      '#fffdf4',
    );
  const next = seeded(63);
  const tufts = (top: number, bottom: number, colour: string, count: number) =>
    times(count, () => {
      const depth = next();
      const y = top + depth * (bottom - top);
      const bank = next();
      const x = bank < 0.55 ? (bank / 0.55) * 410 : 1020 + ((bank - 0.55) / 0.45) * 260;
      const tall = 8 + ((y - 480) / 370) * 26;
      return stroke(
        `M${x.toFixed(0)} ${y.toFixed(0)}q-2 ${(-tall * 0.6).toFixed(0)} -7 ${(-tall).toFixed(0)}m7 ${tall.toFixed(0)}q2 ${(-tall * 0.7).toFixed(0)} 6 ${(-tall * 0.9).toFixed(0)}`,
        colour,
        2,
        'opacity="0.55"',
      );
    });
  return canvas(
    [
      vertical('sky', [0, '#86c3d3'], [0.6, '#cfe6d3'], [1, '#fdecc0']),
      vertical('water', [0, '#f3e6bf'], [0.35, '#a8cfc4'], [1, '#5f9fa8']),
      vertical('green', [0, '#a9c25a'], [1, '#5f9440']),
      vertical('gold', [0, '#ecd077'], [1, '#cf9d3b']),
      vertical('near', [0, '#86b04a'], [1, '#39732f']),
      radial('sun', [0, '#fffbe2', 1], [0.25, '#fff3c4', 0.5], [0.6, '#fff3c4', 0.14], [1, '#fff3c4', 0]),
    ],
    [
      rect(0, 0, 1280, 500, 'url(#sky)'),
      circle(860, 300, 380, 'url(#sun)'),
      circle(860, 300, 48, '#fffdf0'),
      path('M0 160Q240 124 480 148T900 132Q700 168 460 172T0 184Z', '#ffffff', 'opacity="0.4"'),
      path('M300 240Q700 208 1280 232V246Q800 236 300 252Z', '#ffffff', 'opacity="0.35"'),
      path(
        'M0 450V390Q70 330 130 366Q190 290 268 350Q330 312 392 372Q450 350 500 396L620 420Q700 380 780 404Q860 350 930 388Q1000 320 1080 366Q1150 310 1220 360L1280 340V450Z',
        '#a7c6b8',
      ),
      path(
        'M0 460V420Q120 376 220 410T460 416Q560 440 660 434T900 420Q1040 380 1140 412T1280 400V460Z',
        '#7fae94',
      ),
      rect(0, 446, 1280, 407, 'url(#gold)'),
      path('M0 446H1280V474Q900 462 640 470T0 470Z', 'url(#green)'),
      path('M0 470Q300 478 560 470L420 520Q200 540 0 524Z', '#d9c162'),
      path('M760 470Q1020 466 1280 474V530Q1060 540 860 516Z', 'url(#green)'),
      path('M0 524Q200 540 420 520L250 610Q120 630 0 620Z', 'url(#green)'),
      path('M860 516Q1060 540 1280 530V640Q1120 640 960 600Z', '#e3c565'),
      path('M0 620Q120 630 250 610L120 700Q60 720 0 716Z', '#d9b552'),
      path('M960 600Q1120 640 1280 640V853H980Q1010 700 960 600Z', 'url(#green)'),
      path(
        'M684 448Q656 460 700 470Q800 488 760 514Q700 548 590 582Q440 630 420 716Q410 790 440 853H1010Q1040 760 960 690Q840 606 880 560Q920 520 860 490Q780 462 716 448Z',
        'url(#water)',
      ),
      stroke(
        'M684 448Q656 460 700 470Q800 488 760 514Q700 548 590 582Q440 630 420 716Q410 790 440 853M716 448Q780 462 860 490Q920 520 880 560Q840 606 960 690Q1040 760 1010 853',
        '#6f8f3e',
        5,
        'opacity="0.55"',
      ),
      times(18, (index) =>
        rect(
          560 + ((index * 89) % 300),
          610 + ((index * 47) % 230),
          40 + ((index * 31) % 70),
          2.5,
          '#fff8e0',
          'rx="1" opacity="0.5"',
        ),
      ),
      times(4, (index) =>
        stroke(
          `M0 ${486 + index * 40}Q${200 - index * 20} ${500 + index * 38} ${430 - index * 90} ${492 + index * 36}`,
          '#9c8a3c',
          1.6,
          'opacity="0.35"',
        ),
      ),
      group(
        'translate(178 540)',
        rect(-4, -104, 8, 108, '#6b5038'),
        ellipse(-26, -110, 44, 28, '#4f8149'),
        ellipse(28, -118, 46, 30, '#5f9453'),
        ellipse(0, -142, 44, 30, '#6fa45c'),
      ),
      group(
        'translate(80 536)',
        path('M0 0V-34H64V0Z', '#f0dcae'),
        path('M-8 -34L32 -64L72 -34Z', '#b3583f'),
        rect(24, -22, 14, 22, '#80543f'),
      ),
      group(
        'translate(1120 520) scale(0.8)',
        rect(-4, -90, 8, 94, '#6b5038'),
        ellipse(-22, -98, 40, 26, '#4f8149'),
        ellipse(22, -106, 42, 28, '#5f9453'),
        ellipse(0, -124, 36, 24, '#6fa45c'),
      ),
      tufts(640, 720, '#5d7d2c', 60),
      group(
        'translate(700 694)',
        ellipse(4, 14, 110, 8, '#3f7680', 'opacity="0.4"'),
        path('M-110 -8Q0 22 116 -10L92 14H-84Z', '#5d4434'),
        path('M-50 -2Q-46 -40 0 -42Q42 -40 48 -2Z', '#c99f63'),
        times(5, (index) =>
          stroke(`M${-38 + index * 19} -2Q${-34 + index * 18} -34 ${-18 + index * 10} -40`, '#a37d48', 2),
        ),
      ),
      person(782, 700, 0.82, { shirt: '#7a4f6d', trousers: '#3a3442', hat: '#f4e3b4' }),
      stroke('M768 650L812 726', '#6b5038', 4, 'stroke-linecap="round"'),
      path(
        'M0 853V748Q160 716 330 752Q420 776 452 853ZM960 853Q990 770 1100 752T1280 742V853Z',
        'url(#near)',
      ),
      person(222, 708, 0.86, { shirt: '#e9e2d2', trousers: '#5a6b84', hat: '#f4e3b4' }),
      buffalo(232, 764, 1.12),
      stroke('M226 672Q238 684 240 704', '#5a6b84', 10, 'stroke-linecap="round"'),
      tufts(776, 850, '#2f6629', 150),
      person(1110, 800, 1.16, { shirt: '#3f7f86', trousers: '#33364a', hat: '#f4e3b4' }),
      person(1190, 812, 1.2, { shirt: '#b0605c', trousers: '#3a3442', hat: '#f4e3b4' }),
      tufts(812, 853, '#3d7a33', 90),
      egret(500, 330, 1),
      egret(590, 290, 0.72),
      egret(420, 300, 0.6),
      egret(660, 350, 0.5),
    ],
  );
}
