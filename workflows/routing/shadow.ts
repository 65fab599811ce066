import { chooseOperator } from './choose.ts';
import type { Choice, Policy, Question } from './vocabulary.ts';

/** A draft beside the published settings has turns of its own, in pools that begin so. */
const SHADOW = 'shadow/';

export const shadowPool = (pool: string): string => SHADOW + pool;

/**
 * The turns that count for the published settings, and those that count for the draft, each by the pool they are of.
 */
export function splitTurns(turns: Question['turns']): { published: Question['turns']; shadow: Question['turns'] } {
  const pools = Object.entries(turns);
  return {
    published: Object.fromEntries(pools.filter(([pool]) => !pool.startsWith(SHADOW))),
    shadow: Object.fromEntries(
      pools.filter(([pool]) => pool.startsWith(SHADOW)).map(([pool, numbers]) => [pool.slice(SHADOW.length), numbers]),
    ),
  };
}

/** Whom the draft would have chosen: of the same people with the same chats in hand, by its own rules and turns. */
export function shadowChoice(question: Question, policy: Policy, turns: Question['turns']): Choice {
  return chooseOperator({ ...question, policy, turns });
}
