import { MINE, NUMBER_WORDS, isPhoneWord, isOrderWord, TOWARDS } from './phone-lexicon.ts';

/** What the words before a number say of it; `number`: a bare `№`. */
export type Naming = 'phone' | 'order' | 'number' | 'nothing';

/** More words back speak of something else. */
const WORDS_BACK = 4;
/** And farther back nobody reads. */
const BEFORE = 80;
const SIGN = /[☎📞📱✆📲☏]\s*$/u;

/** What a number is called in the words right before it, within the same sentence and after any other number. */
export function namingBefore(before: string): Naming {
  const near = before.slice(-BEFORE);
  if (SIGN.test(near)) return 'phone';
  const clause = near.slice(sentenceStart(near));
  const isNumbered = /[№#]\s*$/u.test(clause);
  const named = nearestName(
    bare(clause)
      .split(/[^\p{L}]+/u)
      .filter(Boolean)
      .slice(-WORDS_BACK),
  );
  return named === 'nothing' && isNumbered ? 'number' : named;
}

/** `… це мій номер` behind it. */
export function isOwnNumberAfter(after: string): boolean {
  const [clause = ''] = after.slice(0, BEFORE).split(/[!?\n;\d\uE000]/u);
  const words = bare(clause)
    .split(/[^\p{L}]+/u)
    .filter(Boolean)
    .slice(0, 3);
  return words.some((word, n) => MINE.has(word) && isOwn(words[n + 1] ?? ''));
}

const isOwn = (word: string): boolean => NUMBER_WORDS.test(word) || isPhoneWord(word);

function nearestName(words: string[]): Naming {
  let [isNumber, isTowards] = [false, false];
  for (const word of words.toReversed()) {
    if (isPhoneWord(word)) return 'phone';
    if (isOrderWord(word) && !isTowards) return 'order';
    if (isNumber && MINE.has(word)) return 'phone';
    isNumber ||= NUMBER_WORDS.test(word);
    isTowards ||= TOWARDS.has(word);
  }
  return 'nothing';
}

/** An abbreviation's dot (`тел.`) ends no sentence. */
function sentenceStart(text: string): number {
  let start = 0;
  for (const { index, 0: end } of text.matchAll(/[!?\n;\d\uE000]|\p{L}{4,}\.\s/gu)) start = index + end.length;
  return start;
}

/** Small letters without accents and apostrophes. */
function bare(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('й', '\uE001')
    .replaceAll('ї', '\uE002')
    .normalize('NFD')
    .replace(/[\u0300-\u036F'’ʼ`]/gu, '')
    .replaceAll('\uE001', 'й')
    .replaceAll('\uE002', 'ї')
    .replaceAll('ł', 'l')
    .replaceAll('ß', 'ss');
}
