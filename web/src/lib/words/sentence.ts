export type WordPart = { text: string; strong: boolean };

/** Names stand out in a sentence whatever the order of words in a language: they are marked, then cut out. */
const MARK = '\u2063';

export function strong(name: string): string {
  return `${MARK}${unmarked(name)}${MARK}`;
}

/** What people wrote themselves makes nothing stand out. */
export function unmarked(text: string): string {
  return text.replaceAll(MARK, '');
}

export function parts(sentence: string): WordPart[] {
  return sentence
    .split(MARK)
    .map((text, index) => ({ text, strong: index % 2 === 1 }))
    .filter(({ text }) => text !== '');
}

/** A phrase as the beginning of a sentence. */
export function capital(phrase: string): string {
  const [first = '', ...rest] = phrase;
  return first.toLocaleUpperCase() + rest.join('');
}
