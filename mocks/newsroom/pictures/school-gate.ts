import { canvas, circle, group, path, radial, rect, stroke, times, vertical } from './canvas.ts';
import { foliage } from './parts.ts';
import { person } from './people.ts';

export function schoolGate(): string {
  const windows = (x: number, y: number, columns: number) =>
    times(
      columns,
      (index) =>
        rect(x + index * 76, y, 44, 62, '#e9f2e4') +
        rect(x + index * 76, y, 14, 62, '#3f8473') +
        rect(x + 30 + index * 76, y, 14, 62, '#3f8473'),
    );
  const pupil = (x: number, y: number, scale: number, longHair = false) =>
    person(x, y, scale, { shirt: '#fdfaf2', trousers: '#2e4b73', longHair }) +
    group(
      `translate(${x} ${y}) scale(${scale})`,
      path('M-8 -80L0 -74L8 -80L5 -62L0 -70L-5 -62Z', '#d2382f'),
      path('M-15 -76H-8V-50Q-18 -50 -17 -64Z', '#31628a'),
    );
  return canvas(
    [
      vertical('sky', [0, '#9bd0e4'], [0.6, '#dff0ea'], [1, '#fff3d6']),
      vertical('wall', [0, '#f8d98a'], [1, '#efc36b']),
      vertical('yard', [0, '#e9d3b2'], [1, '#c9a984']),
      radial('sun', [0, '#fffbe6', 0.95], [0.25, '#fffbe6', 0.5], [0.6, '#fffbe6', 0.14], [1, '#fffbe6', 0]),
    ],
    [
      rect(0, 0, 1280, 853, 'url(#sky)'),
      circle(240, 180, 340, 'url(#sun)'),
      path(
        'M60 210Q90 168 140 184Q170 146 222 172Q270 166 280 210ZM900 140Q934 104 980 118Q1014 86 1060 112Q1110 108 1122 140Z',
        '#ffffff',
        'opacity="0.8"',
      ),
      rect(140, 300, 1000, 350, 'url(#wall)'),
      path('M116 304L176 238H1104L1164 304Z', '#c0583f'),
      path('M116 304H1164V314H116Z', '#974331'),
      rect(140, 440, 1000, 12, '#fbe9bb'),
      windows(184, 344, 4),
      windows(804, 344, 4),
      windows(184, 490, 4),
      windows(804, 490, 4),
      path('M520 650V250L640 190L760 250V650Z', '#fae3a4'),
      path('M500 256L640 180L780 256L770 266L640 198L510 266Z', '#c0583f'),
      circle(640, 268, 30, '#fffdf3', 'stroke="#3f8473" stroke-width="6"'),
      stroke('M640 268V250M640 268L653 274', '#3a3a44', 3.5),
      times(3, (index) => rect(556 + index * 62, 336, 44, 84, '#3f8473', 'rx="22"')),
      path('M560 650V490Q640 430 720 490V650Z', '#7f5340'),
      rect(0, 640, 1280, 213, 'url(#yard)'),
      path('M470 853L590 650H690L810 853Z', '#f3e3c6', 'opacity="0.8"'),
      group(
        'translate(340 640)',
        rect(-3, -330, 6, 330, '#d8d8d0'),
        path('M3 -326Q40 -340 74 -322T140 -324V-240Q106 -226 74 -238T3 -242Z', '#d2281f'),
        path('M70 -306L76 -290H92L79 -280L84 -264L70 -274L57 -264L62 -280L49 -290H65Z', '#ffd84a'),
      ),
      path(
        'M60 700Q72 560 56 440L78 440Q92 570 100 700ZM1180 700Q1192 560 1178 450L1202 450Q1214 570 1226 700Z',
        '#6a4b39',
      ),
      foliage(3, 66, 380, 170, 130, 130, ['#3f7b55', '#4f8f5c', '#65a566', '#35694b'], 44),
      foliage(8, 1200, 390, 150, 130, 120, ['#3f7b55', '#4f8f5c', '#65a566', '#35694b'], 44),
      times(2, (side) => {
        const from = side === 0 ? 0 : 890;
        return (
          rect(from, 610, 390, 12, '#2f6b60') +
          rect(from, 706, 390, 12, '#2f6b60') +
          times(20, (index) => rect(from + 8 + index * 19.5, 590, 6, 140, '#2f6b60')) +
          rect(from, 722, 390, 34, '#d9b98c')
        );
      }),
      rect(386, 540, 56, 220, '#f4d68d'),
      rect(838, 540, 56, 220, '#f4d68d'),
      rect(376, 528, 76, 18, '#c0583f'),
      rect(828, 528, 76, 18, '#c0583f'),
      rect(376, 744, 76, 20, '#cfa76f'),
      rect(828, 744, 76, 20, '#cfa76f'),
      path('M392 532V486Q640 404 888 486V532H870V502Q640 428 410 502V532Z', '#2f6b60'),
      path('M410 506Q640 430 870 506V528Q640 456 410 528Z', '#c8382f'),
      times(13, (index) =>
        circle(
          424 + index * 36,
          528 - 70 * (1 - ((index - 6) / 6) ** 2) * 0.98,
          7,
          ['#f6c945', '#f08a4b', '#fff4dc'][index % 3] ?? '#fff4dc',
        ),
      ),
      pupil(560, 716, 0.82),
      pupil(612, 704, 0.78, true),
      pupil(690, 724, 0.86),
      pupil(520, 800, 1.15, true),
      pupil(590, 812, 1.2),
      pupil(748, 796, 1.12, true),
      person(796, 800, 1.5, { shirt: '#c76e86', trousers: '#f2e6dc', longHair: true }),
      person(300, 810, 1.46, { shirt: '#4f8a99', trousers: '#3b3c50' }),
      pupil(346, 814, 1.04),
      group(
        'translate(1010 806)',
        circle(-60, -34, 33, 'none', 'stroke="#3a3a44" stroke-width="5"'),
        circle(64, -34, 33, 'none', 'stroke="#3a3a44" stroke-width="5"'),
        stroke(
          'M-60 -34L-18 -84H44L4 -34ZM4 -34L-26 -92M64 -34L40 -104L60 -110',
          '#c8483b',
          6,
          'stroke-linejoin="round"',
        ),
        rect(-40, -98, 30, 8, '#3a3a44', 'rx="4"'),
        path('M58 -102H88L82 -72H62Z', '#c99a5e'),
      ),
      pupil(944, 812, 1.2, true),
    ],
  );
}
