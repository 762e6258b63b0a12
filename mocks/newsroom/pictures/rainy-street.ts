import { canvas, circle, ellipse, path, radial, rect, seeded, stroke, times, vertical } from './canvas.ts';
import { motorbike } from './people.ts';

export function rainyStreet(): string {
  const next = seeded(77);
  const house = (x: number, w: number, tall: number, colour: string, lit: string, shade: string) =>
    [
      rect(x, 560 - tall, w, tall, colour),
      rect(x - 3, 556 - tall, w + 6, 8, '#1f2a3f'),
      times(
        Math.floor((tall - 120) / 78),
        (floor) =>
          times(2, (column) =>
            rect(
              x + 16 + column * (w / 2 - 8),
              580 - tall + floor * 78,
              w / 2 - 26,
              46,
              next() > 0.42 ? lit : '#26334b',
              `opacity="${next() > 0.3 ? 0.95 : 0.6}"`,
            ),
          ) + rect(x + 8, 630 - tall + floor * 78, w - 16, 5, '#1f2a3f', 'opacity="0.6"'),
      ),
      rect(x + 10, 478, w - 20, 82, lit),
      path(`M${x - 4} 458H${x + w + 4}L${x + w + 12} 484H${x - 12}Z`, shade),
      times(
        3,
        (shelf) =>
          rect(x + 22, 500 + shelf * 16, w * 0.42, 2, '#9a6a4c', 'opacity="0.5"') +
          times(Math.floor(w / 18), (index) =>
            index * 18 > w * 0.36
              ? ''
              : rect(
                  x + 24 + index * 16,
                  492 + shelf * 16 + (index % 2) * 2,
                  9,
                  8 - (index % 2) * 2,
                  ['#a8593f', '#6f7f6a', '#8a6a8f'][(index + shelf) % 3] ?? '#a8593f',
                  'opacity="0.55"',
                ),
          ),
      ),
      rect(x + w * 0.58, 490, w * 0.3, 70, '#7d5a4c', 'opacity="0.28"'),
      stroke(`M${x + w * 0.73} 490V560`, '#5b4438', 2, 'opacity="0.5"'),
    ].join('');
  const riders: [
    x: number,
    y: number,
    scale: number,
    frame: string,
    coat: string,
    helmet: string,
    mirror: number,
  ][] = [
    [200, 652, 0.8, '#7d2f3c', '#3d8fa0', '#e9dcc0', -1],
    [500, 644, 0.76, '#2a3f66', '#d9a441', '#b5433f', -1],
    [900, 654, 0.82, '#3a3f4d', '#b7566b', '#f1efe6', -1],
    [1150, 640, 0.74, '#23584f', '#6f6aa8', '#30394d', -1],
    [400, 806, 1.3, '#a2383a', '#4f9c7a', '#f4e3b4', 1],
    [880, 816, 1.38, '#2f4f7d', '#e8b64a', '#f3f1ea', 1],
  ];
  return canvas(
    [
      vertical('sky', [0, '#2c3c58'], [0.6, '#50627c'], [1, '#8a8f9c']),
      vertical('road', [0, '#5b6579'], [0.4, '#354258'], [1, '#1b2638']),
      vertical('spill', [0, '#ffd592', 0.75], [1, '#ffd592', 0]),
      radial('lamp', [0, '#ffe9b8', 0.9], [0.3, '#ffd592', 0.4], [1, '#ffd592', 0]),
    ],
    [
      rect(0, 0, 1280, 853, 'url(#sky)'),
      path('M0 150Q200 96 420 130T860 110T1280 140V0H0Z', '#22304a', 'opacity="0.5"'),
      times(12, (index) => rect(index * 112 - 10, 300 - ((index * 83) % 110), 92, 300, '#46566f')),
      [
        house(-20, 150, 330, '#3c4a66', '#ffd592', '#8f3f45'),
        house(130, 120, 410, '#48536d', '#ffe2ae', '#2f6470'),
        house(250, 160, 300, '#556079', '#ffcf85', '#a56a3a'),
        house(410, 128, 380, '#3d4c68', '#ffe2ae', '#52507e'),
        house(538, 150, 290, '#4d5872', '#ffd592', '#2f6470'),
        house(688, 124, 420, '#404f6b', '#ffcf85', '#8f3f45'),
        house(812, 150, 330, '#566179', '#ffe2ae', '#3f6b55'),
        house(962, 130, 380, '#3c4a66', '#ffd592', '#a56a3a'),
        house(1092, 200, 310, '#4a556f', '#ffcf85', '#52507e'),
      ].join(''),
      rect(0, 556, 1280, 297, 'url(#road)'),
      rect(0, 554, 1280, 20, '#7b8495'),
      times(16, (index) =>
        rect(6 + index * 82, 576, 58, 180, 'url(#spill)', `opacity="${0.25 + ((index * 7) % 5) * 0.1}"`),
      ),
      path(
        'M120 760H300L290 768H110ZM420 760H600L592 768H412ZM720 760H900L894 768H714ZM1020 760H1200L1196 768H1016Z',
        '#c9cdd2',
        'opacity="0.35"',
      ),
      times(4, (index) => {
        const x = 150 + index * 330;
        return (
          stroke(`M${x} 572V300Q${x} 270 ${x + 34} 268H${x + 60}`, '#1a2438', 7) +
          circle(x + 62, 276, 130, 'url(#lamp)') +
          ellipse(x + 62, 274, 20, 7, '#fff3cf')
        );
      }),
      times(24, (index) =>
        ellipse(
          (index * 217) % 1280,
          600 + ((index * 83) % 240),
          16 + (index % 4) * 6,
          3,
          'none',
          'stroke="#dfe6ee" stroke-width="1.5" opacity="0.4"',
        ),
      ),
      riders
        .map(
          ([x, y, scale]) =>
            ellipse(x, y, 74 * scale, 9 * scale, '#10182a', 'opacity="0.5"') +
            path(
              `M${x - 60 * scale} ${y}H${x + 60 * scale}L${x + 40 * scale} ${y + 90 * scale}H${x - 40 * scale}Z`,
              '#10182a',
              'opacity="0.16"',
            ),
        )
        .join(''),
      ellipse(590, 806, 130, 10, '#ffe9b8', 'opacity="0.22"'),
      ellipse(1080, 816, 130, 10, '#ffe9b8', 'opacity="0.22"'),
      riders
        .map(([x, y, scale, frame, coat, helmet, mirror]) =>
          motorbike(x, y, scale, { frame, coat, helmet }, mirror),
        )
        .join(''),
      times(170, () => {
        const x = next() * 1340;
        const y = next() * 853;
        const long = 22 + next() * 34;
        return stroke(
          `M${x.toFixed(0)} ${y.toFixed(0)}l${(-long * 0.22).toFixed(0)} ${long.toFixed(0)}`,
          '#dfe8f2',
          1.4,
          `opacity="${(0.15 + next() * 0.3).toFixed(2)}"`,
        );
      }),
    ],
  );
}
