import {
  canvas,
  circle,
  ellipse,
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

const dragon = (mirror: number, x: number, y: number, body: string, belly: string) =>
  group(
    `translate(${x} ${y}) scale(${mirror} 1)`,
    ellipse(-10, 4, 150, 13, '#dff3e4', 'opacity="0.45"'),
    path('M-150 0Q-140 -74 -96 -74Q-56 -74 -50 0H-72Q-78 -46 -97 -46Q-118 -46 -126 0Z', body),
    path('M-150 0Q-140 -74 -96 -74L-98 -66Q-132 -62 -140 0Z', belly),
    times(5, (index) =>
      path(`M${-142 + index * 19} ${[-40, -66, -76, -68, -44][index]}l6 -18l12 14Z`, '#e5493d'),
    ),
    path(
      'M-30 2Q-36 -96 10 -128Q26 -146 62 -146L96 -136Q110 -130 104 -120L74 -112L102 -104Q100 -92 82 -92Q60 -92 46 -100Q12 -78 18 2Z',
      body,
    ),
    path('M-30 2Q-36 -96 10 -128L18 -120Q-20 -90 -14 2Z', belly),
    times(5, (index) => path(`M${-34 + index * 9} ${-40 - index * 20}l-15 -10l18 -9Z`, '#e5493d')),
    path('M30 -140Q18 -172 40 -186Q36 -164 52 -148ZM50 -146Q46 -172 68 -184Q62 -162 70 -148Z', '#f3c652'),
    circle(64, -130, 6.5, '#fff8e2'),
    circle(66, -130, 3, '#2a1d24'),
    path('M80 -112L84 -104L88 -111L92 -104L97 -112Z', '#fff8e2'),
    stroke('M100 -132Q124 -150 134 -128M98 -126Q120 -130 126 -112', '#f3c652', 3.5, 'stroke-linecap="round"'),
  );

const spray = (seed: number, x: number, y: number, reach: number) => {
  const next = seeded(seed);
  return times(34, () => {
    const along = next();
    return circle(
      x + reach * along,
      y - Math.sin(along * Math.PI) * 78 - next() * 26,
      1.6 + next() * 3.2,
      '#e8f8ee',
      `opacity="${(0.4 + next() * 0.55).toFixed(2)}"`,
    );
  });
};

export function waterPuppets(): string {
  return canvas(
    [
      vertical('night', [0, '#3a1826'], [1, '#5c2331']),
      vertical('pond', [0, '#2f7a66'], [0.4, '#236355'], [1, '#123b38']),
      vertical('screen', [0, '#d59b4d'], [1, '#a86a33']),
      vertical('roof', [0, '#b8443a'], [1, '#84292f']),
      radial('light', [0, '#ffe9b0', 0.75], [0.4, '#ffcf7d', 0.3], [1, '#ffcf7d', 0]),
    ],
    [
      rect(0, 0, 1280, 560, 'url(#night)'),
      circle(640, 420, 600, 'url(#light)'),
      rect(150, 270, 980, 250, 'url(#screen)'),
      times(98, (index) => rect(152 + index * 10, 270, 2, 250, '#7d4a26', 'opacity="0.35"')),
      times(4, (index) => rect(150, 320 + index * 56, 980, 3, '#7d4a26', 'opacity="0.35"')),
      path('M520 270H760V520H520Z', '#8f2f34'),
      circle(640, 392, 74, '#e9b450'),
      circle(640, 392, 62, '#8f2f34'),
      circle(640, 392, 50, 'none', 'stroke="#e9b450" stroke-width="4"'),
      times(8, (index) =>
        group(`translate(640 392) rotate(${index * 45})`, path('M-7 -12L0 -46L7 -12Z', '#e9b450')),
      ),
      [150, 390, 860, 1100]
        .map(
          (x) =>
            rect(x, 230, 30, 300, '#7a2229') +
            rect(x, 230, 8, 300, '#a53b3b') +
            rect(x - 8, 516, 46, 20, '#c99a5a'),
        )
        .join(''),
      path(
        'M60 252Q170 236 214 150H1066Q1110 236 1220 252L1206 276Q1140 268 1110 266H170Q140 268 74 276Z',
        'url(#roof)',
      ),
      times(44, (index) =>
        stroke(`M${228 + index * 19} 154L${196 + index * 20.6} 262`, '#6d1f27', 2.5, 'opacity="0.55"'),
      ),
      path('M60 252Q40 236 34 206Q70 232 110 236ZM1220 252Q1240 236 1246 206Q1210 232 1170 236Z', '#d9a04b'),
      path('M330 152Q420 132 450 70H830Q860 132 950 152Z', 'url(#roof)'),
      path('M330 152Q312 140 306 118Q336 138 366 142ZM950 152Q968 140 974 118Q944 138 914 142Z', '#d9a04b'),
      times(20, (index) =>
        stroke(`M${462 + index * 19} 74L${444 + index * 21} 150`, '#6d1f27', 2.5, 'opacity="0.55"'),
      ),
      path('M446 72H834V60H446ZM612 60Q620 30 640 26Q660 30 668 60Z', '#d9a04b'),
      rect(170, 262, 940, 10, '#d9a04b'),
      [270, 480, 800, 1010]
        .map(
          (x) =>
            stroke(`M${x} 270V304`, '#5d1c24', 3) +
            ellipse(x, 334, 26, 32, '#e4513f') +
            ellipse(x, 334, 11, 32, '#f0795a') +
            rect(x - 11, 300, 22, 7, '#e9b450') +
            rect(x - 11, 362, 22, 7, '#e9b450') +
            circle(x, 336, 88, 'url(#light)'),
        )
        .join(''),
      rect(0, 520, 1280, 333, 'url(#pond)'),
      rect(0, 516, 1280, 10, '#c99a5a'),
      path('M520 526H760L790 690H490Z', '#8f2f34', 'opacity="0.13"'),
      [150, 390, 860, 1100].map((x) => rect(x + 2, 526, 26, 150, '#7a2229', 'opacity="0.25"')).join(''),
      glitter(23, 640, 536, 846, 560, '#cfeccf'),
      dragon(1, 360, 650, '#d8a437', '#f2d27a'),
      dragon(-1, 930, 650, '#3f9a6d', '#8fd0a0'),
      spray(3, 470, 540, 150),
      spray(4, 820, 540, -150),
      ellipse(640, 724, 120, 13, '#dff3e4', 'opacity="0.45"'),
      path(
        'M552 724Q548 670 600 662Q650 652 694 668L720 662Q742 664 744 684L738 702Q718 704 708 698L712 724Z',
        '#5b4a4a',
      ),
      path('M716 664Q730 640 752 648Q742 652 734 668ZM712 664Q700 646 688 652Q698 656 704 668Z', '#e9d9b8'),
      circle(730, 678, 3.2, '#fff8e2'),
      group(
        'translate(632 664)',
        path('M-24 8Q-30 -46 0 -50Q30 -46 24 8Z', '#d9483d'),
        path('M-24 8L-50 22L-44 30L-10 18ZM24 8L48 22L42 30L10 18Z', '#3d6ea0'),
        circle(0, -68, 20, '#f0c9a2'),
        path('M-20 -72Q-18 -92 0 -92Q18 -92 20 -72Q8 -80 0 -80Q-8 -80 -20 -72Z', '#2a1d24'),
        circle(-20, -84, 7, '#2a1d24'),
        circle(20, -84, 7, '#2a1d24'),
        circle(-7, -68, 2, '#2a1d24'),
        circle(7, -68, 2, '#2a1d24'),
        stroke('M-7 -60Q0 -54 7 -60', '#b5432f', 2.4, 'stroke-linecap="round"'),
        stroke('M18 -34L62 -52', '#f0c9a2', 6, 'stroke-linecap="round"'),
        stroke('M40 -46L102 -70', '#c99a5a', 4),
      ),
      [
        [180, 768, 46],
        [1090, 776, 52],
        [1180, 730, 32],
        [96, 716, 30],
      ]
        .map(
          ([x = 0, y = 0, r = 0]) =>
            path(`M${x} ${y}L${x + r} ${y - 5}A${r} ${r * 0.3} 0 1 1 ${x + r * 0.8} ${y - 11}Z`, '#4f9a63') +
            ellipse(x - r * 0.5, y - 10, 10, 5, '#f3a3b0') +
            path(
              `M${x - r * 0.5 - 12} ${y - 12}Q${x - r * 0.5} ${y - 36} ${x - r * 0.5 + 12} ${y - 12}Z`,
              '#f7b9c2',
            ),
        )
        .join(''),
    ],
  );
}
