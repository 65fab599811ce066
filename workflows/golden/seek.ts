import type { Millis } from '../chat/vocabulary.ts';
import { chooseOperator } from '../routing/choose.ts';
import type { AskKind, Choice, Policy } from '../routing/vocabulary.ts';
import type { Versions } from '../settings/vocabulary.ts';
import type { Example } from './vocabulary.ts';

export interface Ask {
  at: Millis;
  as: AskKind;
  /** Since when the client waits. */
  since: Millis;
  target: string | null;
  tried: string[];
}

/** Who would get the chat of the example: of the people and turns of then, by the policy under test. */
export function seek(example: Example, ask: Ask, policy: Policy, versions: Versions): Choice {
  const { facts, candidates, turns } = example;
  const { at, as, since, target, tried } = ask;
  const chat = { ...facts, waitingSince: since };
  return chooseOperator({ v: 1, at, ask: as, target, tried, chat, policy, versions, candidates, turns });
}
