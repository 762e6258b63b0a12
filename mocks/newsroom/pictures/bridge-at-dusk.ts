import {
  canvas,
  circle,
  glitter,
  group,
  path,
  radial,
  rect,
  seeded,
  stroke,
  times,
  vertical,
} from './canvas.ts';

const pylon = (colour: string) =>
  path(
    'M-34 230L-12 -250H-2V-290H2V-250H12L34 230H20L10 -20H-10L-20 230ZM-9 -40H9L4 -180H-4Z',
    colour,
    'fill-rule="evenodd"',
  );

export function bridgeAtDusk(): string {
  const deck = 560;
  const next = seeded(41);
  const cables = (x: number) =>
    times(11, (index) => {
      const top = deck - 236 + index * 15;
      const reach = 250 - index * 20;
      return stroke(
        `M${x} ${top}L${x - reach} ${deck}M${x} ${top}L${x + reach} ${deck}`,
        '#2a1f45',
        2,
        'opacity="0.8"',
      );
    });
  return canvas(
    [
      vertical('sky', [0, '#34285e'], [0.4, '#7f4a80'], [0.72, '#e37d6d'], [1, '#fbc486']),
      vertical('river', [0, '#e79a7a'], [0.25, '#9c5a78'], [0.65, '#4b3566'], [1, '#241d42']),
      vertical('column', [0, '#ffe3a8', 0.65], [1, '#ffe3a8', 0]),
      radial('glow', [0, '#fff0c4', 0.95], [0.35, '#ffcf8f', 0.45], [1, '#ffcf8f', 0]),
    ],
    [
      rect(0, 0, 1280, 620, 'url(#sky)'),
      times(28, () => circle(next() * 1280, next() * 180, 0.8 + next(), '#fff3df', 'opacity="0.5"')),
      path('M0 250Q260 214 560 244T1280 214Q980 262 640 266T0 276Z', '#f2a48a', 'opacity="0.35"'),
      path('M380 348Q700 316 1280 346V360Q860 346 380 366Z', '#ffd2a0', 'opacity="0.4"'),
      circle(640, 546, 330, 'url(#glow)'),
      circle(640, 546, 58, '#fff1cb'),
      path(
        'M0 610V536Q120 470 230 512T430 530Q520 560 600 584T820 566Q900 520 1000 538T1180 500Q1240 500 1280 520V610Z',
        '#b4607a',
        'opacity="0.75"',
      ),
      times(34, (index) => {
        const tall = 16 + next() * 54;
        const x = index < 17 ? index * 20 : 920 + (index - 17) * 22;
        return (
          rect(x, 606 - tall, 19, tall, '#643a66') +
          times(3, (row) =>
            next() > 0.45 ? rect(x + 4 + next() * 8, 600 - tall + 10 + row * 11, 3, 4, '#ffd996') : '',
          )
        );
      }),
      rect(0, 602, 1280, 251, 'url(#river)'),
      glitter(19, 640, 608, 846, 190, '#fff0c4'),
      cables(390),
      cables(890),
      group(`translate(390 ${deck - 10}) scale(1 0.98)`, pylon('#21183a')),
      group(`translate(890 ${deck - 10}) scale(1 0.98)`, pylon('#21183a')),
      path(
        `M0 ${deck + 14}Q640 ${deck - 26} 1280 ${deck + 14}V${deck + 32}Q640 ${deck - 6} 0 ${deck + 32}Z`,
        '#21183a',
      ),
      stroke(`M0 ${deck + 14}Q640 ${deck - 26} 1280 ${deck + 14}`, '#f2a07c', 2.5, 'opacity="0.8"'),
      times(27, (index) => {
        const x = 22 + index * 48;
        const y = deck + 14 - 20 * (1 - ((x - 640) / 640) ** 2);
        return (
          stroke(`M${x} ${y}V${y - 22}`, '#21183a', 2) +
          circle(x, y - 24, 3.4, '#fff0c4') +
          circle(x, y - 24, 10, 'url(#glow)') +
          rect(x - 1.5, 640 + (index % 3) * 6, 3, 90, 'url(#column)', 'opacity="0.5"')
        );
      }),
      path('M120 574V620H136V574ZM1140 574V620H1156V574Z', '#21183a'),
      path('M356 762H424L410 853H372ZM856 762H924L910 853H872Z', '#21183a', 'opacity="0.35"'),
      path('M330 768Q390 752 450 768V782H330ZM830 768Q890 752 950 768V782H830Z', '#2c2148'),
      group(
        'translate(560 690)',
        path('M0 10Q80 26 176 8L160 32H18Z', '#1c1533'),
        path('M52 12Q60 -18 100 -18Q132 -16 136 10Z', '#3a2a50'),
        circle(166, 4, 3.5, '#ffdf9a'),
        path('M26 10V-14Q32 -22 38 -14V10Z', '#1c1533'),
        path('M20 -14L32 -26L44 -14Z', '#c79a72'),
      ),
      stroke('M530 732Q640 722 770 732', '#ffcf9a', 2, 'opacity="0.5"'),
    ],
  );
}
