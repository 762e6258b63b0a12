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

const player = (x: number, y: number, scale: number, shirt: string, mirror = 1) =>
  group(
    `translate(${x} ${y}) scale(${scale * mirror} ${scale})`,
    ellipse(-26, 2, 40, 4, '#000000', 'opacity="0.25"'),
    ellipse(30, 1, 36, 3.5, '#000000', 'opacity="0.18"'),
    stroke(
      'M-3 -46L-16 -24L-32 -12M4 -46L16 -26L14 -2L22 -1',
      '#c98f6c',
      8,
      'stroke-linecap="round" stroke-linejoin="round"',
    ),
    stroke('M-22 -20L-34 -10M16 -18L14 -3', '#f4f4ee', 8, 'stroke-linecap="round"'),
    stroke(
      'M-10 -74L-26 -62L-24 -50M12 -74L26 -66L34 -76',
      '#c98f6c',
      6,
      'stroke-linecap="round" stroke-linejoin="round"',
    ),
    path('M-12 -44L-14 -30L0 -28L4 -36L14 -28L16 -44Z', '#f4f4ee'),
    path('M-12 -42L-14 -76Q-4 -84 2 -84Q14 -82 16 -76L14 -42Z', shirt),
    circle(4, -94, 9.5, '#c98f6c'),
    path('M-6 -94Q-6 -106 4 -106Q15 -105 14 -95Q6 -101 -6 -94Z', '#201a26'),
  );

export function nightFootball(): string {
  const next = seeded(88);
  const crowd: [string, ...string[]] = [
    '#c8483b',
    '#e8b64a',
    '#d9d3c4',
    '#4f7fa6',
    '#8a4a5c',
    '#394a6b',
    '#56688c',
    '#2f3d5d',
    '#2f3d5d',
    '#394a6b',
  ];
  const tower = (x: number, mirror: number) =>
    group(
      `translate(${x} 0) scale(${mirror} 1)`,
      path('M-9 420L-4 130H4L9 420Z', '#1a2440'),
      stroke('M-8 400L6 340L-6 280L5 220L-4 160', '#2c3a5e', 2.5),
      path('M-62 70L66 52V138L-62 146Z', '#1f2b4a'),
      times(15, (index) =>
        ellipse(-46 + (index % 5) * 24, 84 + Math.floor(index / 5) * 22 - (index % 5) * 2, 9, 8, '#fffbe6'),
      ),
      circle(0, 104, 210, 'url(#lamp)'),
    );
  return canvas(
    [
      vertical('sky', [0, '#0d1630'], [0.7, '#24365f'], [1, '#3f5680']),
      vertical('pitch', [0, '#5fae5b'], [0.5, '#3d8f4c'], [1, '#226239']),
      vertical('beam', [0, '#f3f7ff', 0.3], [1, '#f3f7ff', 0]),
      radial('lamp', [0, '#fdfbe8', 0.95], [0.2, '#dfe9ff', 0.4], [0.5, '#dfe9ff', 0.1], [1, '#dfe9ff', 0]),
    ],
    [
      rect(0, 0, 1280, 480, 'url(#sky)'),
      times(46, () => circle(next() * 1280, next() * 220, 0.7 + next(), '#ffffff', 'opacity="0.5"')),
      path('M0 400V300Q640 210 1280 300V400Z', '#16203c'),
      path('M0 300Q640 210 1280 300V282Q640 190 0 282Z', '#31446e'),
      path('M0 480V316Q640 236 1280 316V480Z', '#26345a'),
      times(9, (row) =>
        times(64, (index) =>
          next() > 0.86
            ? ''
            : circle(
                10 + index * 20 + (row % 2) * 10,
                328 + row * 15 - 66 * (1 - ((index * 20 - 640) / 640) ** 2) * (1 - row / 14),
                5.4,
                pick(crowd, next()),
              ),
        ),
      ),
      times(8, (index) =>
        path(
          `M${index * 164 + 40} 326L${index * 164 + 52} 326L${index * 164 + 34} 470H${index * 164 + 22}Z`,
          '#1b2748',
          'opacity="0.55"',
        ),
      ),
      rect(0, 448, 1280, 34, '#1d2c50'),
      times(12, (index) =>
        rect(
          6 + index * 107,
          454,
          100,
          24,
          ['#c8483b', '#e9e2cf', '#2f7f86', '#e0a53f'][index % 4] ?? '#c8483b',
          'opacity="0.85"',
        ),
      ),
      rect(0, 482, 1280, 371, 'url(#pitch)'),
      times(6, (index) =>
        path(
          `M${640 + (index * 2 - 6) * 118} 482H${640 + (index * 2 - 5) * 118}L${640 + (index * 2 - 5) * 236} 853H${640 + (index * 2 - 6) * 236}Z`,
          '#ffffff',
          'opacity="0.055"',
        ),
      ),
      stroke('M0 506H1280M640 506V853', '#f2f7ee', 4, 'opacity="0.75"'),
      ellipse(640, 690, 240, 88, 'none', 'stroke="#f2f7ee" stroke-width="4" opacity="0.75"'),
      circle(640, 690, 6, '#f2f7ee'),
      stroke('M0 566H156L72 770H0', '#f2f7ee', 4, 'opacity="0.75"'),
      stroke('M1280 566H1124L1208 770H1280', '#f2f7ee', 4, 'opacity="0.75"'),
      path('M120 70L-160 853H420ZM1160 70L860 853H1440Z', 'url(#beam)'),
      path('M430 90L200 853H660ZM850 90L620 853H1080Z', 'url(#beam)', 'opacity="0.6"'),
      tower(120, 1),
      tower(1160, -1),
      group('translate(430 60) scale(0.62)', tower(0, 1)),
      group('translate(850 60) scale(0.62)', tower(0, -1)),
      player(250, 606, 0.82, '#c8382f'),
      player(420, 560, 0.66, '#2f6fb0', -1),
      player(860, 566, 0.68, '#c8382f', -1),
      player(1040, 624, 0.86, '#2f6fb0', -1),
      player(720, 616, 0.82, '#f0c046'),
      player(500, 770, 1.5, '#c8382f'),
      player(800, 752, 1.42, '#2f6fb0', -1),
      player(190, 800, 1.55, '#2f6fb0'),
      player(1100, 810, 1.6, '#c8382f', -1),
      ellipse(604, 776, 17, 4, '#000000', 'opacity="0.3"'),
      circle(604, 760, 16, '#fdfdf8'),
      path(
        'M604 753L611 758L608 766H600L597 758ZM592 750L598 746L600 750L594 756ZM616 750L610 746L608 750L614 756ZM596 772L604 770L612 772L606 775Z',
        '#2a3040',
      ),
    ],
  );
}
