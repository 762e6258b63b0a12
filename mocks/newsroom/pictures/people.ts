import { circle, ellipse, group, path, stroke } from './canvas.ts';

type Clothes = { shirt: string; trousers: string; hat?: string; longHair?: boolean; seated?: boolean };

const skinTone = '#d9a27c';
const hairTone = '#2b2430';

/** A person of 100 units times `scale` whose feet are at (x, y). */
export function person(
  x: number,
  y: number,
  scale: number,
  { shirt, trousers, hat, longHair, seated }: Clothes,
): string {
  const legs = seated
    ? path('M-14 -36H14L16 -24L13 -1H5L3 -24H-3L-5 -1H-13L-16 -24Z', trousers)
    : path('M-11 -46L-10 -1H-2L0 -36L2 -1H10L11 -46Z', trousers);
  const above = group(
    `translate(0 ${seated ? 12 : 0})`,
    longHair ? path('M-11 -90Q-14 -70 -10 -64H10Q14 -70 11 -90Z', hairTone) : '',
    stroke('M-12 -72Q-18 -56 -14 -42M12 -72Q18 -56 14 -42', skinTone, 5, 'stroke-linecap="round"'),
    path('M-13 -42L-15 -70Q-14 -80 0 -80Q14 -80 15 -70L13 -42Z', shirt),
    circle(0, -89, 9.5, skinTone),
    hat
      ? path('M-22 -91Q0 -86 22 -91L0 -110Z', hat) +
          path('M-22 -91Q0 -86 22 -91Q0 -95 -22 -91Z', '#000000', 'opacity="0.12"')
      : path('M-10 -88Q-11 -101 0 -101Q11 -101 10 -88Q5 -95 0 -94Q-5 -95 -10 -88Z', hairTone),
  );
  const shadow = ellipse(0, 0, 17, 3.5, '#000000', 'opacity="0.18"');
  return group(`translate(${x} ${y}) scale(${scale})`, shadow, ...(seated ? [above, legs] : [legs, above]));
}

/** A motorbike with its rider seen from the side, wheels at y, riding to the right when `scale` is positive. */
export function motorbike(
  x: number,
  y: number,
  scale: number,
  colours: { frame: string; coat: string; helmet: string },
  mirror = 1,
): string {
  return group(
    `translate(${x} ${y}) scale(${scale * mirror} ${scale})`,
    circle(-46, -17, 14, 'none', 'stroke="#151a26" stroke-width="7"'),
    circle(46, -17, 14, 'none', 'stroke="#151a26" stroke-width="7"'),
    path(
      'M-60 -40Q-58 -52 -40 -52H-2L12 -34L32 -50L40 -68H48L46 -48Q60 -42 62 -28Q52 -38 40 -34L28 -18H-28Q-34 -34 -54 -32Z',
      colours.frame,
    ),
    path('M-64 -44L-58 -36L-66 -34Z', '#ff6a55'),
    stroke('M40 -72L30 -80', '#151a26', 5, 'stroke-linecap="round"'),
    path('M46 -66L58 -62L50 -54Z', '#fff2c4'),
    path('M-34 -46Q-40 -104 -10 -114Q10 -112 16 -88L36 -74L34 -64L18 -62L24 -26H6L-4 -44Z', colours.coat),
    path('M-34 -46Q-40 -104 -10 -114Q-20 -84 -16 -46Z', '#000000', 'opacity="0.14"'),
    path('M6 -26L24 -26L28 -16H12Z', '#2a2733'),
    circle(2, -122, 12, skinTone),
    path('M-13 -120Q-14 -140 3 -140Q18 -139 17 -122L6 -125Q-4 -124 -13 -120Z', colours.helmet),
  );
}
