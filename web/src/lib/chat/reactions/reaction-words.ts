import { m } from '#lib/paraglide/messages.js';
import { own } from '#workflows/settings/own.ts';

/** Those that Messenger itself offers under a message, in its order. */
export const REACTIONS = ['❤️', '😆', '😮', '😢', '😡', '👍'] as const;

const WORDS: Record<string, () => string> = {
  '❤': m.reaction_love,
  '😆': m.reaction_laugh,
  '😮': m.reaction_wow,
  '😢': m.reaction_sad,
  '😡': m.reaction_angry,
  '😠': m.reaction_angry,
  '👍': m.reaction_like,
  '👎': m.reaction_dislike,
};

/** In words, for who does not see it; the name of any other sign a screen reader knows. */
export function reactionWord(sign: string): string {
  return own(WORDS, sign.replace('\u{FE0F}', ''))?.() ?? sign;
}
