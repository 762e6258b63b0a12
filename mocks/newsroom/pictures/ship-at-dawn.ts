import { canvas, circle, glitter, group, path, radial, rect, stroke, times, vertical } from './canvas.ts';
import { containers, gull } from './parts.ts';

export function shipAtDawn(): string {
  const hull = 'M196 552L250 628L884 628Q922 600 960 536L900 540L880 556Z';
  const ship = [
    group(
      'translate(330 548)',
      containers(
        7,
        11,
        ['#2b3350', '#38395a', '#4a3a56', '#5b4155', '#323d5e'],
        (column) => [4, 5, 5, 6, 6, 5, 6, 6, 5, 5, 4][column] ?? 4,
      ),
    ),
    path('M232 552V440H244V420H306V440H316V552Z', '#20273f'),
    rect(288, 376, 4, 46, '#20273f'),
    rect(277, 388, 26, 3, '#20273f'),
    path('M248 421V392H268V421Z', '#2a314d'),
    path('M248 398V392H268V398Z', '#8a4a4f'),
    times(4, (row) =>
      times(5, (column) =>
        rect(
          240 + column * 14,
          450 + row * 22,
          7,
          5,
          '#ffd79c',
          `opacity="${(row * 3 + column) % 4 === 0 ? 0.25 : 0.85}"`,
        ),
      ),
    ),
    path(hull, '#171d33'),
    path('M226 592L250 628L884 628Q900 616 914 600Z', '#532c3c', 'opacity="0.75"'),
    stroke('M198 552L880 556L900 540L958 537', '#f3b489', 2.5, 'opacity="0.55"'),
    rect(912, 496, 4, 44, '#171d33'),
    circle(914, 494, 4, '#fff0c9'),
  ].join('');
  return canvas(
    [
      vertical('sky', [0, '#f7dfc0'], [0.42, '#f4bf98'], [0.78, '#e78f7d'], [1, '#bd6d74']),
      vertical('sea', [0, '#a0626f'], [0.12, '#5c4a68'], [0.45, '#2f3a5b'], [1, '#1a2340']),
      vertical('fade', [0, '#141a30', 0.75], [1, '#141a30', 0]),
      radial('glow', [0, '#fff3d0', 0.95], [0.3, '#ffd9a4', 0.5], [1, '#ffd9a4', 0]),
    ],
    [
      rect(0, 0, 1280, 520, 'url(#sky)'),
      circle(1040, 452, 360, 'url(#glow)'),
      path('M0 168Q180 132 420 150T860 128Q760 172 520 176T0 196Z', '#fff1dc', 'opacity="0.5"'),
      path('M520 262Q760 226 1280 250V270Q900 258 520 262Z', '#fff1dc', 'opacity="0.42"'),
      path('M0 338Q260 306 560 332Q300 340 0 362Z', '#f9d3b4', 'opacity="0.5"'),
      circle(1040, 452, 50, '#fff4d6'),
      path(
        'M0 520V462Q34 420 70 438Q92 396 130 424Q168 452 190 470Q230 448 262 480L330 520Z',
        '#c27b7d',
        'opacity="0.8"',
      ),
      path(
        'M830 520Q880 470 920 478Q950 440 985 468Q1020 492 1060 486Q1110 452 1150 470Q1200 440 1240 462L1280 450V520Z',
        '#b87078',
        'opacity="0.75"',
      ),
      path('M1090 520Q1130 478 1170 490Q1200 466 1235 492L1280 484V520Z', '#8f5a6c'),
      rect(0, 516, 1280, 337, 'url(#sea)'),
      glitter(3, 1040, 522, 840, 150, '#ffdca8'),
      path('M250 628H884L850 770H290Z', 'url(#fade)'),
      ship,
      stroke('M150 632Q420 622 700 632T1010 628', '#e3a596', 2, 'opacity="0.5"'),
      stroke('M250 646Q520 638 930 646', '#8d6a80', 2, 'opacity="0.6"'),
      group(
        'translate(1010 596)',
        path('M0 22L14 40H96L112 18L70 22Z', '#141a2f'),
        path('M28 22V2H62L70 22Z', '#141a2f'),
        rect(34, 7, 24, 6, '#ffd79c'),
        rect(44, -16, 3, 18, '#141a2f'),
        circle(45.5, -17, 3, '#ff8f7a'),
      ),
      stroke('M960 642Q1040 634 1150 642', '#e3a596', 2, 'opacity="0.55"'),
      [
        gull(470, 240, 15, '#6b4a5c'),
        gull(530, 268, 11, '#6b4a5c'),
        gull(430, 284, 9, '#6b4a5c'),
        gull(640, 220, 8, '#8d6068'),
      ].join(''),
    ],
  );
}
