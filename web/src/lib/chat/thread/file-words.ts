import { m } from '#lib/paraglide/messages.js';
import { intl, localeTag } from '#lib/words/intl.ts';

const MEGABYTE = 1_048_576;
/** Facebook's limits. What is an image, the server tells by the content; here it is known before anything is sent. */
const IMAGE_MAX = 8 * MEGABYTE;
const FILE_MAX = 25 * MEGABYTE;
const IMAGES = ['image/png', 'image/apng', 'image/jpeg', 'image/gif'];

/** "1,4 МБ"; a file that holds anything is not "0 кБ". */
export function sizeWords(bytes: number): string {
  const [unit, value] =
    bytes < MEGABYTE ? ['kilobyte', bytes && Math.max(bytes / 1024, 0.1)] : ['megabyte', bytes / MEGABYTE];
  return intl(Intl.NumberFormat, localeTag(), {
    style: 'unit',
    unit,
    maximumFractionDigits: value < 10 ? 1 : 0,
  }).format(value);
}

/** Why a file cannot be sent; empty when it can. */
export function refusalOf({ name, size, type }: Pick<File, 'name' | 'size' | 'type'>): string {
  if (size === 0) return m.file_is_empty({ name });
  const most = IMAGES.includes(type) ? IMAGE_MAX : FILE_MAX;
  if (size <= most) return '';
  const words = { name, size: sizeWords(size), most: sizeWords(most) };
  return most === IMAGE_MAX ? m.file_too_large_image(words) : m.file_too_large(words);
}
