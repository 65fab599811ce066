import { createRequire } from 'node:module';
import { openSync } from 'fontkit';

const { resolve } = createRequire(import.meta.url);

/**
 * Noto Sans has all of Ukrainian with its apostrophes, ₴ and №; what people draw stands in Noto Emoji. Called by their
 * files: by other names pdfkit opens them again and again.
 */
export const FONTS = {
  plain: resolve('@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf'),
  strong: resolve('@expo-google-fonts/noto-sans/600SemiBold/NotoSans_600SemiBold.ttf'),
  drawn: resolve('@expo-google-fonts/noto-emoji/400Regular/NotoEmoji_400Regular.ttf'),
} as const;
export type FontName = keyof typeof FONTS;

/** A piece of a line that one font can write. */
export interface Run {
  font: FontName;
  text: string;
}

const segmenter = new Intl.Segmenter();
let known: ReadonlySet<number> | undefined;

/** A line in the pieces that are written with one font each. */
export function runsOf(line: string, font: 'plain' | 'strong'): Run[] {
  // Both weights hold the same.
  known ??= signsOf('plain');
  if (isKnown(line, known)) return [{ font, text: line }];
  const runs: Run[] = [];
  for (const { segment } of segmenter.segment(line)) {
    const fitting: FontName = isKnown(segment, known) ? font : 'drawn';
    const last = runs.at(-1);
    if (last?.font === fitting) last.text += segment;
    else runs.push({ font: fitting, text: segment });
  }
  return runs;
}

function isKnown(text: string, signs: ReadonlySet<number>): boolean {
  for (const sign of text) if (!signs.has(sign.codePointAt(0) ?? 0)) return false;
  return true;
}

function signsOf(name: FontName): ReadonlySet<number> {
  const font = openSync(FONTS[name]);
  return new Set('characterSet' in font ? font.characterSet : []);
}
