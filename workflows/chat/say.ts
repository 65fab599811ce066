import type { AutomaticMessage, Rules } from '../settings/vocabulary.ts';
import { type OpenOutcome } from './and-then.ts';
import type { Because, ChatState, Decision, Millis, NotSaidCode, SaidCode, SayingFacts } from './vocabulary.ts';

export interface Saying {
  template: AutomaticMessage;
  /** The occasion: of one template and key there is one message in a chat. */
  key: string;
  code: SaidCode;
  /** The setting that asks for it, as a path. */
  setting: SayingFacts['setting'];
  dueAt?: Millis;
  opensAt?: Millis;
}

/**
 * Says it, or tells why not. An automatic message goes out only while Meta's window is open, and never under the human
 * agent's tag: where the window is not known it is left out.
 */
export function say(chat: ChatState, saying: Saying, now: Millis, rules: Rules): OpenOutcome {
  if (!chat.window || chat.window.until <= now) return leaveOut(chat, saying, 'window_closed', now, rules);
  const { template, key, opensAt, dueAt } = saying;
  const decision: Decision = { kind: 'said', at: now, reason: reasonOf(saying, saying.code, rules) };
  return {
    chat,
    decisions: [dueAt === undefined ? decision : { ...decision, dueAt }],
    commands: [{ kind: 'say', template, key, at: now, ...(opensAt === undefined ? {} : { opensAt }) }],
  };
}

/** What would have been said is not, for the reason with this code. */
export function leaveOut(chat: ChatState, saying: Saying, code: NotSaidCode, now: Millis, rules: Rules): OpenOutcome {
  const decision: Decision = { kind: 'not_said', at: now, reason: reasonOf(saying, code, rules) };
  return {
    chat,
    decisions: [saying.dueAt === undefined ? decision : { ...decision, dueAt: saying.dueAt }],
    commands: [],
  };
}

function reasonOf<C extends string>(
  { template, key, setting }: Saying,
  code: C,
  rules: Rules,
): { code: C } & SayingFacts {
  return { code, template, key, ...because(setting, rules) };
}

/** The setting and the versions by which something was decided. */
export function because<S extends string>(setting: S, { versions }: Rules): Because<S> {
  return { setting, page: versions.page, installation: versions.installation };
}
