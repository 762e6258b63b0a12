import sharp from 'sharp';
import { expect, test } from 'vitest';
import { withDensity } from './png-density.ts';

const aPng = async () =>
  new Uint8Array(
    await sharp({ create: { width: 354, height: 354, channels: 3, background: 'white' } })
      .png()
      .toBuffer(),
  );

test('sets the density and leaves the pixels unchanged', async () => {
  const before = await aPng();
  const after = withDensity(before, 300);
  const { density, width, format } = await sharp(after, { failOn: 'warning' }).metadata();
  expect({ density, width, format }).toEqual({ density: 300, width: 354, format: 'png' });
  const pixels = (png: Uint8Array) => sharp(png).raw().toBuffer();
  expect(await pixels(after)).toEqual(await pixels(before));
});

test('replaces an existing density', async () => {
  const after = withDensity(withDensity(await aPng(), 72), 300);
  expect((await sharp(after).metadata()).density).toBe(300);
  expect(Buffer.from(after).toString('latin1').split('pHYs')).toHaveLength(2);
});
