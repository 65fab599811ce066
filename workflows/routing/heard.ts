import type { RoutingRule } from '../settings/vocabulary.ts';
import type { AskedChat } from './vocabulary.ts';

/**
 * Whether a word of the client's begins as one of the rule's does, whatever the case: Ukrainian words end in many ways.
 * The text is read once for all rules; of a record it is known.
 */
export function hearing(words: AskedChat['words']): (rule: RoutingRule) => boolean {
  if (typeof words !== 'string') return ({ id }) => words.rules.includes(id);
  let heard: string | undefined;
  const says = (word: string): boolean => {
    heard ??= ` ${plain(words)}`;
    return word !== '' && heard.includes(` ${word}`);
  };
  return ({ when }) => sought(when.words ?? []).some(says);
}

const read = new WeakMap<string[], string[]>();

/**
 * A rule's words as they are looked for: read once for all chats, as thousands of them may be held against one text.
 */
function sought(words: string[]): string[] {
  const known = read.get(words) ?? words.map((word) => plain(word).trim());
  read.set(words, known);
  return known;
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[’ʼ`]/g, "'")
    .replace(/[^\p{L}\p{N}']+/gu, ' ');
}
