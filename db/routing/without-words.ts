import { createHash } from 'node:crypto';
import { rulesHeard } from '#workflows/routing/match.ts';
import type { Heard, Policy, Question } from '#workflows/routing/vocabulary.ts';

/** The question as it is kept: what the client wrote stands in their messages, and nowhere twice. */
export function withoutWords<Q extends Pick<Question, 'chat'> & { policy: Pick<Policy, 'routing'> }>(question: Q): Q {
  const { chat, policy } = question;
  if (typeof chat.words !== 'string') return question;
  return { ...question, chat: { ...chat, words: heardIn(chat.words, chat.chatId, policy) } };
}

/** The chat's id goes into the hash: two clients' greetings are not seen to be the same. */
function heardIn(words: string, chatId: string, policy: Pick<Policy, 'routing'>): Heard {
  const hash = createHash('sha256').update(`${chatId} ${words}`).digest('base64url');
  return { hash, rules: rulesHeard(words, policy) };
}
