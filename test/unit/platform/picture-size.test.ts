import sharp from 'sharp';
import { expect, test } from 'vitest';
import { pictureSize } from '#platform/store/picture-size.ts';

const picture = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: 'red' } });

test.each([
  [1, 1],
  [300, 70],
  [1_999, 16],
])('F46: a picture of %i by %i is known to be of that size before it is decoded', async (width, height) => {
  for (const content of [
    await picture(width, height).png().toBuffer(),
    await picture(width, height).jpeg().toBuffer(),
    await picture(width, height).jpeg({ progressive: true }).withMetadata({ orientation: 6 }).toBuffer(),
  ])
    expect(pictureSize(content)).toEqual({ width, height });
});

test('F46: of what is cut off in its head nothing is known', async () => {
  const jpeg = await picture(20, 20).jpeg().toBuffer();
  const png = await picture(20, 20).png().toBuffer();
  for (const cut of [
    png.subarray(0, 20),
    jpeg.subarray(0, 4),
    jpeg.subarray(0, 21),
    Buffer.alloc(0),
    Buffer.from([0xff, 0xd8]),
  ])
    expect(pictureSize(cut)).toBeNull();
});
