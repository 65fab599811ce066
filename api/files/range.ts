import type { ByteRange } from '#platform/store/file-store.ts';

const ONE_RANGE = /^bytes=(\d{0,15})-(\d{0,15})$/;

/**
 * The part that a `Range` asks for. Null: all of it, which is also the answer to what nobody understands and to several
 * parts at once; `beyond`: none of it is there.
 */
export function rangeOf(header: string | undefined, size: number): ByteRange | 'beyond' | null {
  const [, from = '', to = ''] = ONE_RANGE.exec(header ?? '') ?? [];
  if (from === '' && to === '') return null;
  // The last so many bytes.
  if (from === '') return to === '0' ? 'beyond' : { start: Math.max(0, size - Number(to)), end: size - 1 };
  const [start, end] = [Number(from), to === '' ? size - 1 : Math.min(Number(to), size - 1)];
  if (to !== '' && Number(to) < start) return null;
  return start < size ? { start, end } : 'beyond';
}
