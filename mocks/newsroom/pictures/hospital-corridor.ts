import {
  canvas,
  circle,
  ellipse,
  group,
  horizontal,
  path,
  radial,
  rect,
  stroke,
  times,
  vertical,
} from './canvas.ts';
import { person } from './people.ts';

export function hospitalCorridor(): string {
  const door = (near: number, far: number, side: 1 | -1) => {
    const point = (depth: number, level: number) => `${640 + side * 640 * depth} ${400 + level * depth}`;
    const foot = (depth: number) => `${640 + side * 640 * depth} ${472 + 458 * (depth - 0.169)}`;
    return (
      path(`M${foot(near)}L${point(near, -190)}L${point(far, -190)}L${foot(far)}Z`, '#5fa39b') +
      path(
        `M${point(near * 0.97, 120)}L${point(near * 0.97, -150)}L${point(far * 1.03, -150)}L${point(far * 1.03, 120)}Z`,
        '#7fbcb2',
      ) +
      path(
        `M${point(near * 0.93, -20)}L${point(near * 0.93, -120)}L${point(far * 1.08, -120)}L${point(far * 1.08, -20)}Z`,
        '#e5f6ee',
      )
    );
  };
  const wallLine = (level: number, thick: number, colour: string) =>
    [1, -1]
      .map((side) =>
        path(
          `M${640 + side * 640} ${400 + level}L${640 + side * 108} ${400 + level * 0.17}V${400 + (level + thick) * 0.17}L${640 + side * 640} ${400 + level + thick}Z`,
          colour,
        ),
      )
      .join('');
  return canvas(
    [
      vertical('ceiling', [0, '#cfe5df'], [1, '#f1f8f0']),
      horizontal('left', [0, '#b9d9d2'], [1, '#e8f4ec']),
      horizontal('right', [0, '#e8f4ec'], [1, '#abcfca']),
      vertical('floor', [0, '#f0f3e6'], [0.4, '#b9d3cc'], [1, '#7ea9a8']),
      vertical('window', [0, '#fff9e3'], [0.6, '#fff1c9'], [1, '#cfe6c9']),
      vertical('shine', [0, '#fffbe8', 0.95], [1, '#fffbe8', 0]),
      radial('light', [0, '#fffbe8', 0.9], [0.4, '#fffbe8', 0.35], [1, '#fffbe8', 0]),
    ],
    [
      path('M0 0H1280L748 332H532Z', 'url(#ceiling)'),
      path('M0 0L532 332V472L0 853Z', 'url(#left)'),
      path('M1280 0L748 332V472L1280 853Z', 'url(#right)'),
      path('M532 472H748L1280 853H0Z', 'url(#floor)'),
      rect(532, 332, 216, 140, '#d8ebe2'),
      rect(556, 344, 168, 128, 'url(#window)'),
      path('M556 440Q600 404 640 428Q690 400 724 430V472H556Z', '#9cc79b'),
      stroke('M640 344V472M556 400H724', '#88b8ae', 5),
      stroke('M556 344H724V472H556Z', '#6fa79e', 6),
      [0.2, 0.32, 0.52, 0.86]
        .map((depth) =>
          path(
            `M${640 - 130 * depth} ${400 - 392 * depth}H${640 + 130 * depth}L${640 + 100 * depth} ${400 - 310 * depth}H${640 - 100 * depth}Z`,
            '#fffdf0',
          ),
        )
        .join(''),
      wallLine(120, 62, '#8cc0b6'),
      wallLine(124, 12, '#c9e6dc'),
      [
        door(0.94, 0.7, -1),
        door(0.52, 0.42, -1),
        door(0.33, 0.28, -1),
        door(0.6, 0.48, 1),
        door(0.37, 0.31, 1),
      ].join(''),
      path('M532 472H748L830 853H450Z', 'url(#shine)'),
      times(7, (index) => {
        const depth = 0.24 + index * index * 0.022;
        return stroke(
          `M${640 - 640 * depth} ${400 + 453 * depth}H${640 + 640 * depth}`,
          '#7ea9a8',
          1.5,
          'opacity="0.28"',
        );
      }),
      stroke('M532 472L0 853M748 472L1280 853', '#6a9c97', 4, 'opacity="0.6"'),
      circle(640, 404, 300, 'url(#light)'),
      path('M560 480L500 853H620L628 480Z', '#ffffff', 'opacity="0.22"'),
      group(
        'translate(1010 640)',
        path('M-110 -24L136 22V38L-110 -8Z', '#3f7f86'),
        path('M-110 -24L-84 -36L172 6L136 22Z', '#5aa0a2'),
        path('M-84 -96L172 -74V-28L-84 -66Z', '#4f9296'),
        stroke('M-104 -6V62M130 36V112M-60 4V52M166 12V92', '#47666a', 6),
      ),
      group(
        'translate(1076 640)',
        person(-6, 64, 1.75, { shirt: '#d9a05a', trousers: '#4b4a5e', longHair: true, seated: true }),
      ),
      person(586, 566, 1.45, { shirt: '#f9fdfa', trousers: '#f9fdfa' }),
      group(
        'translate(586 566) scale(1.45)',
        path('M-6 -80L0 -66L6 -80Z', '#5fa39b'),
        stroke('M-7 -79Q-8 -58 0 -56Q8 -58 7 -79', '#3d4a55', 2),
        rect(-19, -56, 16, 20, '#f0d9a8', 'rx="1"'),
        path('M-13 -44L-14 -22H14L13 -44Z', '#f9fdfa'),
        stroke('M0 -62V-24', '#c9ddd6', 1.5),
      ),
      person(700, 540, 1.16, { shirt: '#7cc0b4', trousers: '#5fa39b', longHair: true }),
      path('M689 424H711L708 414H692Z', '#ffffff'),
      group(
        'translate(316 690)',
        ellipse(4, 74, 150, 12, '#4f7c7d', 'opacity="0.3"'),
        path('M-130 -20H140V-4H-130Z', '#dce9e4'),
        path('M-126 -52Q-70 -64 -50 -36V-20H-126Z', '#ffffff'),
        path('M-60 -38H130Q142 -36 140 -20H-60Z', '#8fc9c0'),
        path('M-30 -38H20V-20H-30Z', '#b4ded4'),
        stroke('M-138 -70V0M148 -54V0M-138 -66H-116M148 -50H130', '#5d7f83', 6, 'stroke-linecap="round"'),
        stroke('M-108 -4L-100 58M112 -4L104 58M-100 26H106', '#5d7f83', 5),
        circle(-100, 64, 10, '#3a4d55'),
        circle(104, 64, 10, '#3a4d55'),
        stroke('M-96 -20V-150H-70', '#5d7f83', 4),
        path('M-80 -150H-58V-116Q-69 -104 -80 -116Z', '#cdeef0'),
      ),
      group(
        'translate(96 780)',
        path('M-30 -4H30L22 54H-22Z', '#c98a5b'),
        path(
          'M0 0Q-60 -50 -50 -104Q-12 -70 0 -10Q-16 -90 6 -140Q30 -80 8 -8Q30 -70 66 -88Q60 -30 0 0Z',
          '#4f9268',
        ),
        stroke('M0 -6Q-2 -80 6 -130M-2 -6Q-30 -50 -46 -94', '#3b7a56', 2.5),
      ),
    ],
  );
}
