import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import { inCyrillic, inLatin } from '#workflows/reading/layouts.ts';
import { KNOWN_WORDS, spelled } from './known-words.ts';

/** Tries that have to be in vain: log-ins are counted, so that ten million of them take longer than anybody has. */
const GUESSES = 1e7;
/** A guess grows costly with its length, and whoever writes more than this has written enough. */
const LOOKED_AT = 64;

let made: ZxcvbnFactory | undefined;

/**
 * Whether a password is among the first that are guessed: common ones, keys beside each other, dates, and what is made
 * of `own`: the person's name and address, the company's pages.
 */
export function isGuessable(password: string, own: string[]): boolean {
  const words = own.flatMap(partsOf);
  const typed = password.normalize('NFC').slice(0, LOOKED_AT);
  if ([typed, inLatin(typed), inCyrillic(typed)].some((one) => estimate(one, words).guesses < GUESSES)) return true;
  // A dash between two known words is no third thing to guess; what is more than known words was judged as it stands.
  const closed = typed.replace(/[^\p{L}\p{N}]/gu, '');
  return [closed, inLatin(closed), inCyrillic(closed)].some((one) => {
    const { guesses, sequence } = estimate(one, words);
    return guesses < GUESSES && sequence.every(({ pattern }) => pattern !== 'bruteforce');
  });
}

function estimate(word: string, own: string[]) {
  // Made at the first password: it reads lists of many thousand words.
  made ??= new ZxcvbnFactory({ dictionary: { ...dictionary, known: KNOWN_WORDS }, graphs: adjacencyGraphs });
  return made.check(word, own);
}

/** An address, a name or a title, whole and in its words, in both alphabets. */
function partsOf(text: string): string[] {
  const plain = text.normalize('NFC').toLowerCase();
  const parts = [plain, plain.replace(/[^\p{L}\p{N}]/gu, ''), ...plain.split(/[^\p{L}\p{N}]+/u)];
  return [...parts, ...parts.map(spelled)].filter((part) => part.length > 2);
}
