/** Letters of Windows-1251 from 128 on; `\u0000`: there is none, or none that the bank's code may have. */
const UPPER =
  'ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\u0000™љ›њќћџ\u0000ЎўЈ¤Ґ¦§Ё©Є«¬\u0000®Ї°±Ііґµ¶·ё№є»јЅѕї' +
  'АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя';

const CODES = new Map([...UPPER].flatMap((letter, at) => (letter === '\u0000' ? [] : [[letter, 128 + at]])));

export function encode1251(text: string): number[] {
  return [...text].map((letter) => codeOf(letter) ?? 63);
}

function codeOf(letter: string): number | undefined {
  const code = letter.codePointAt(0) ?? 0;
  return code >= 32 && code < 127 ? code : CODES.get(letter);
}

/** One line of letters that the encoding has: apostrophes and spaces in its own spelling, others left out. */
export function cleanFor1251(text: string): { text: string; lost: boolean } {
  const spelt = text
    .normalize('NFC')
    .replace(/[ʼ′`´]/g, '’')
    .replace(/[\s\u00A0]+/g, ' ')
    .replace(/\p{Cf}/gu, '')
    .trim();
  const kept = [...spelt].filter((letter) => codeOf(letter) !== undefined).join('');
  return { text: kept.replace(/ {2,}/g, ' ').trim(), lost: kept !== spelt };
}
