/** In characters. */
export const NAME_MAX = 200;

/** Turns the line around, so that `exe.gnp` reads as `png.exe`. */
const DIRECTIONS = /[\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;

/**
 * A file's name without a path, without what is not seen or not allowed somewhere, not too long; `file` where nothing
 * is left.
 */
export function cleanName(name: string): string {
  const last = name.toWellFormed().normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const seen = last
    .replace(/\p{Cc}/gu, '')
    .replace(DIRECTIONS, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/^[\s.]+|(?<![\s.])[\s.]+$/g, '');
  return shorten(seen) || 'file';
}

/** The ending stays: by it people and their computers know what it is. */
function shorten(name: string): string {
  const characters = Array.from(name);
  if (characters.length <= NAME_MAX) return name;
  const ending = Array.from(/\.[^.]{1,20}$/u.exec(name)?.[0] ?? '');
  return [...characters.slice(0, NAME_MAX - ending.length), ...ending].join('');
}
