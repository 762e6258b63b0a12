import {
  canvas,
  circle,
  ellipse,
  glitter,
  group,
  horizontal,
  path,
  radial,
  rect,
  seeded,
  stroke,
  times,
  vertical,
} from './canvas.ts';

export function lighthouse(): string {
  const next = seeded(17);
  return canvas(
    [
      vertical('sky', [0, '#1c2c52'], [0.45, '#4b5482'], [0.78, '#b6788a'], [1, '#f0b28d']),
      vertical('sea', [0, '#9c7083'], [0.2, '#4a5079'], [1, '#17244a']),
      horizontal('tower', [0, '#b9a3a6'], [0.35, '#f6e6d5'], [0.6, '#ecd3c3'], [1, '#8d7586']),
      horizontal('beam', [0, '#ffeebd', 0.75], [1, '#ffeebd', 0]),
      vertical('rock', [0, '#40405e'], [1, '#1c2542']),
      radial('lamp', [0, '#fff6d5', 1], [0.25, '#ffe2a0', 0.6], [1, '#ffe2a0', 0]),
    ],
    [
      rect(0, 0, 1280, 600, 'url(#sky)'),
      times(70, () =>
        circle(
          next() * 1280,
          next() * 270,
          0.8 + next() * 1.3,
          '#fff6e3',
          `opacity="${(0.25 + next() * 0.6).toFixed(2)}"`,
        ),
      ),
      path('M0 420Q300 388 640 412T1280 392V408Q900 424 640 424T0 440Z', '#f6c8a8', 'opacity="0.4"'),
      path('M200 478Q480 452 820 470Q520 484 200 492Z', '#ffe0bd', 'opacity="0.45"'),
      path(
        'M560 590Q584 540 612 548Q640 506 668 540Q690 566 716 590ZM60 590Q96 546 130 556Q160 520 190 552L236 590ZM1080 590Q1120 556 1150 564Q1190 524 1230 556L1280 548V590Z',
        '#8d6480',
        'opacity="0.7"',
      ),
      rect(0, 586, 1280, 267, 'url(#sea)'),
      glitter(9, 330, 592, 830, 330, '#f7c39c'),
      group('translate(898 246) rotate(186)', path('M0 0L900 -96V64Z', 'url(#beam)')),
      group('translate(898 246) rotate(-7)', path('M0 0L520 -46V40Z', 'url(#beam)', 'opacity="0.6"')),
      path(
        'M600 640Q640 600 690 596Q700 552 748 548Q772 500 826 492Q856 476 912 478Q964 476 988 500Q1040 508 1060 556Q1110 566 1128 604Q1180 616 1200 640Z',
        'url(#rock)',
      ),
      path(
        'M748 548Q772 500 826 492Q856 476 912 478L880 530L830 548L800 600L752 618L690 596Q700 552 748 548Z',
        '#5f5470',
        'opacity="0.75"',
      ),
      path('M820 494Q850 470 876 480Q900 462 930 474Q960 462 990 500Q940 486 900 492T820 494Z', '#2f4a4c'),
      path(
        'M700 594Q716 556 748 548Q744 572 760 590Q730 582 700 594ZM1062 556Q1090 560 1126 602Q1090 590 1062 556Z',
        '#2f4a4c',
        'opacity="0.85"',
      ),
      path('M940 486V446L966 430L992 446V492Z', '#d8b8a8'),
      path('M934 448L966 426L998 448Z', '#8b4450'),
      rect(950, 456, 10, 12, '#ffdf9a'),
      rect(972, 456, 10, 12, '#ffdf9a'),
      path('M868 486L880 276H916L928 486Z', 'url(#tower)'),
      path(
        'M876 346L878.500 304H917.500L920 346ZM871 430L873.500 388H922.500L925 430Z',
        '#b34a4c',
        'opacity="0.88"',
      ),
      rect(895, 452, 12, 34, '#4b3a4e'),
      rect(895, 362, 7, 13, '#4b3a4e'),
      rect(868, 268, 60, 9, '#3a3550'),
      stroke('M870 268V256H926V268M884 268V256M898 268V256M912 268V256', '#3a3550', 2.5),
      rect(882, 228, 32, 40, '#ffe9b4'),
      stroke('M882 228V268M898 228V268M914 228V268', '#3a3550', 3),
      path('M874 230Q898 196 922 230Z', '#8b4450'),
      rect(896.5, 190, 3, 20, '#3a3550'),
      circle(898, 248, 96, 'url(#lamp)'),
      times(7, (index) =>
        ellipse(640 + index * 90, 642 + (index % 2) * 4, 74, 5, '#e9c3b4', 'opacity="0.35"'),
      ),
      path('M620 648H1190Q1080 740 930 760Q760 730 620 648Z', '#131c3b', 'opacity="0.45"'),
      group(
        'translate(250 640)',
        path('M0 20Q50 34 120 18L106 44H18Z', '#151d3a'),
        stroke('M56 22V-74', '#151d3a', 4),
        path('M60 -70Q104 -30 100 8H60Z', '#7b4a5c'),
        path('M52 -62Q24 -20 22 8H52Z', '#934f5a'),
        circle(88, 10, 3, '#ffdf9a'),
      ),
      stroke('M220 690Q310 682 410 690', '#e9c3b4', 2, 'opacity="0.4"'),
    ],
  );
}
