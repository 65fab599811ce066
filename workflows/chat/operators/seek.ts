import type { Rules } from '../../settings/vocabulary.ts';
import { type OpenOutcome, andThen, unchanged } from '../and-then.ts';
import { waitsSince } from '../wait.ts';
import type { ChatState, Input, Outcome, Own, Request, Wanted } from '../vocabulary.ts';

/**
 * After whatever happened: a chat in which a client waits and that has no operator seeks one, and one that has found
 * one, or needs none any more, stops. Who it will be is not the chat's to choose: that depends on everybody's other
 * chats.
 */
export function settleSeeking(outcome: Outcome, happened: Input | Request | Own, rules: Rules): Outcome {
  if (!outcome.chat || outcome.refusal) return outcome;
  // A number in any word of theirs tells who they may be.
  const isKnown = outcome.commands.some(({ kind }) => kind === 'keep_contact') || 'contact' in happened;
  const open: OpenOutcome = { ...outcome, chat: outcome.chat };
  const stopped = isNeeded(open.chat) ? open : andThen(open, stop);
  const known = isKnown ? andThen(stopped, (chat) => seekByContact(chat, rules)) : stopped;
  return andThen(known, seekFirst);
}

/**
 * It became known who the client is. Who is sought already is sought anew, so that nobody comes who was chosen before
 * that; else their personal manager is to be the operator.
 */
export function seekByContact(chat: ChatState, rules: Rules): OpenOutcome {
  const { wanted } = chat;
  if (chat.status === 'finished' || chat.ending || (chat.phase ?? 'open') !== 'open') return unchanged(chat);
  if (wanted?.as === 'first') {
    const { ask: _former, ...wish } = wanted;
    return seek(chat, wish);
  }
  if (wanted || chat.operators.length === 0 || !rules.personalManager) return unchanged(chat);
  return seek(chat, { as: 'contact', since: chat.waitingSince ?? chat.lastContactAt, target: null });
}

/** Seeks an operator in place of whatever search went on before. */
export function seek(chat: ChatState, wish: Omit<Wanted, 'ask'>): OpenOutcome {
  const ask = (chat.asks ?? 0) + 1;
  const wanted: Wanted = { ...wish, ask };
  return { chat: { ...chat, asks: ask, wanted }, decisions: [], commands: [command(chat, wanted)] };
}

function seekFirst(chat: ChatState): OpenOutcome {
  const since = waitsSince(chat);
  if (chat.wanted || chat.status === 'finished' || chat.ending || chat.operators.length > 0 || since === null)
    return unchanged(chat);
  return seek(chat, { as: 'first', since, target: null });
}

function isNeeded(chat: ChatState): boolean {
  const { wanted } = chat;
  if (!wanted) return true;
  if (chat.status === 'finished' || chat.ending) return false;
  const { beside } = wanted;
  if (beside) return chat.operators.every(({ id }) => beside.includes(id));
  // Who is left without an operator takes anybody.
  if (wanted.as === 'contact') return chat.operators.length > 0;
  if (wanted.as === 'first' && chat.operators.length > 0) return false;
  return wanted.anyway === true || waitsSince(chat) !== null;
}

function stop(chat: ChatState): OpenOutcome {
  const { wanted: _found, ...rest } = chat;
  return { chat: rest, decisions: [], commands: [{ kind: 'stop_seeking' }] };
}

function command(chat: ChatState, { ask, as, since, target }: Wanted): OpenOutcome['commands'][number] {
  const there = as === 'first' || as === 'contact' ? [] : chat.operators.map(({ id }) => id);
  const tried = [...new Set([...(chat.tried ?? []), ...there])];
  return { kind: 'seek_operator', ask, as, since, target, tried };
}
