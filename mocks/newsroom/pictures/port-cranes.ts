import { canvas, circle, glitter, group, path, radial, rect, stroke, times, vertical } from './canvas.ts';
import { containers, gull } from './parts.ts';

const crane = (colour: string, light: string) =>
  [
    path('M-70 0L-58 -250H-46L-52 0ZM70 0L58 -250H46L52 0Z', colour),
    path('M-62 -120H62V-110H-62ZM-60 -250H60V-236H-60Z', colour),
    stroke('M-54 -236L54 -122M54 -236L-54 -122', colour, 4),
    path('M-150 -268H330V-254H-150Z', colour),
    path('M-10 -254L4 -372H14L28 -254Z', colour),
    stroke('M8 -368L318 -266M8 -368L170 -266M8 -368L-140 -266', colour, 4),
    rect(-146, -300, 74, 34, colour),
    rect(176, -254, 30, 16, colour),
    stroke('M184 -238V-150M198 -238V-150', colour, 2),
    rect(164, -150, 54, 20, light),
    circle(9, -374, 4, '#ff7d66'),
    rect(-84, -6, 34, 8, colour),
    rect(50, -6, 34, 8, colour),
  ].join('');

export function portCranes(): string {
  const colours: [string, ...string[]] = [
    '#b5523f',
    '#c97b4a',
    '#2f6a78',
    '#3f7f86',
    '#d8b070',
    '#78483f',
    '#27505f',
  ];
  return canvas(
    [
      vertical('sky', [0, '#8fb9bf'], [0.5, '#cfdcc9'], [1, '#f8e6bf']),
      vertical('sea', [0, '#a9c0b2'], [0.3, '#5f8f94'], [1, '#1f4a58']),
      vertical('mist', [0, '#f3e8c8', 0], [0.6, '#f3e8c8', 0.75], [1, '#f3e8c8', 0]),
      vertical('hull', [0, '#23424e'], [0.72, '#1c3641'], [0.73, '#8d3f36'], [1, '#6f312c']),
      radial('glow', [0, '#fff6d8', 0.9], [1, '#fff6d8', 0]),
    ],
    [
      rect(0, 0, 1280, 600, 'url(#sky)'),
      circle(270, 380, 330, 'url(#glow)'),
      circle(270, 380, 42, '#fffbe8'),
      path('M0 530Q140 470 260 496T520 478T820 500T1280 462V600H0Z', '#a8c0b4', 'opacity="0.8"'),
      group('translate(180 560) scale(0.5)', crane('#8fb0ad', '#a8b9a9')),
      group('translate(400 560) scale(0.5)', crane('#8fb0ad', '#a8b9a9')),
      rect(0, 440, 1280, 170, 'url(#mist)'),
      group('translate(610 590) scale(0.92)', crane('#4f8289', '#c98a63')),
      rect(0, 586, 1280, 267, 'url(#sea)'),
      glitter(11, 270, 600, 840, 210, '#fff3cf'),
      path('M560 586H1280V640H560Z', '#3b5a5c'),
      path('M560 586H1280V594H560Z', '#6f8d84'),
      times(10, (index) => rect(590 + index * 74, 610, 26, 30, '#24424a')),
      group('translate(1010 586) scale(1.2)', crane('#1d4452', '#c4553f')),
      group(
        'translate(796 586)',
        containers(21, 4, colours, (column) => [3, 4, 4, 2][column] ?? 3),
      ),
      group(
        'translate(1128 586)',
        containers(5, 4, colours, (column) => [4, 5, 3, 4][column] ?? 3),
      ),
      group(
        'translate(300 640)',
        containers(31, 11, colours, (column) => [2, 4, 5, 5, 6, 6, 5, 6, 5, 4, 3][column] ?? 3),
      ),
      path('M210 640V500H222V478H276V500H286V640Z', '#eef0e2'),
      path('M210 640V500H236V640Z', '#cfd9cf'),
      times(5, (row) => rect(218, 512 + row * 23, 60, 8, '#35606b')),
      rect(246, 448, 5, 32, '#35606b'),
      path('M166 636H900L852 728H214Z', 'url(#hull)'),
      path('M166 636H900L897 642H169Z', '#e9dcb8'),
      path('M214 728H852L820 800H250Z', '#173a47', 'opacity="0.4"'),
      times(14, (index) =>
        rect(
          150 + ((index * 211) % 820),
          740 + ((index * 37) % 96),
          60 + ((index * 53) % 90),
          2.5,
          '#d7e2cd',
          'rx="1" opacity="0.35"',
        ),
      ),
      [gull(150, 250, 13, '#5d8488'), gull(205, 272, 10, '#5d8488'), gull(480, 190, 9, '#6f979a')].join(''),
    ],
  );
}
