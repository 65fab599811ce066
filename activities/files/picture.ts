import type sharp from 'sharp';

/** Of what a bubble shows. */
const PREVIEW = { width: 640, height: 640 };
/** Decoded, a picture has four bytes for each. */
const PIXELS_MAX = 50_000_000;
const SECONDS = 20;

export interface Picture {
  /** As it is shown, turned the right way. */
  width: number;
  height: number;
  preview: Buffer;
}

/** A picture's size and what is shown of it; null: it cannot be read, or is larger than anything we would decode. */
export async function readPicture(path: string): Promise<Picture | null> {
  const decode = await decoder();
  try {
    const { width, height, orientation = 1 } = await decode(path).metadata();
    if (width * height > PIXELS_MAX) return null;
    const preview = await decode(path, { limitInputPixels: PIXELS_MAX, failOn: 'error' })
      .autoOrient()
      .resize({ ...PREVIEW, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 80 })
      .timeout({ seconds: SECONDS })
      .toBuffer();
    // From the fifth on it lies on its side.
    return orientation >= 5 ? { width: height, height: width, preview } : { width, height, preview };
  } catch {
    return null;
  }
}

/** Loaded with the first picture: it takes tens of megabytes. */
async function decoder(): Promise<typeof sharp> {
  const { default: loaded } = await import('sharp');
  loaded.cache(false);
  loaded.concurrency(1);
  return loaded;
}
