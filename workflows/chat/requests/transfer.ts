import { andThen, type OpenOutcome, unchanged } from '../and-then.ts';
import { stopCollecting } from '../contact/hand-over.ts';
import { withoutGone } from '../operators/gone.ts';
import { seek } from '../operators/seek.ts';
import type { ChatState, Decision, Millis, Reasons, RequestOf } from '../vocabulary.ts';
import { waitsSince } from '../wait.ts';
import { undoFinish } from './finish.ts';

type Transfer = RequestOf<'transfer'>;

/**
 * A person gives the chat away. Whoever is given it has it in the same moment in which they leave; a team, or the
 * rules, are asked in that moment, and colleagues who were in the chat stay.
 */
export function transfer(asked: ChatState, request: Transfer, now: Millis): OpenOutcome {
  const open = asked.ending ? undoFinish(asked, request.by, now) : unchanged(asked);
  const left = andThen(open, (chat) => leave(chat, request, now));
  return request.to === 'person' && request.target !== null
    ? andThen(left, (chat) => giveTo(chat, request, String(request.target), now))
    : andThen(left, (chat) => offer(chat, request, now));
}

/** Whoever gives it away leaves; where that is somebody who was not in it, whoever leads does, and is told so. */
function leave(chat: ChatState, { by, to, target }: Transfer, now: Millis): OpenOutcome {
  const isThere = chat.operators.some(({ id }) => id === by);
  const leaver = isThere ? by : chat.operators[0]?.id;
  if (leaver === undefined || (to === 'person' && leaver === target)) return unchanged(chat);
  const decision: Decision = { kind: 'left', at: now, by, about: leaver, reason: { code: 'removed' } };
  return {
    chat: {
      ...withoutGone(chat, leaver),
      operators: chat.operators.filter(({ id }) => id !== leaver),
      // Who goes is not given it again in the same moment.
      tried: [...new Set([...(chat.tried ?? []), leaver])],
    },
    decisions: isThere ? [] : [decision],
    commands: [],
  };
}

function giveTo(chat: ChatState, request: Transfer, target: string, now: Millis): OpenOutcome {
  return andThen(stopCollecting(chat, 'taken_over', now, request.by), (open) => {
    const { wanted, ...rest } = withoutGone(open, target);
    // Whoever gets a chat gets the whole time for it, also when they were in it before.
    const operators = [{ id: target, since: now }, ...open.operators.filter(({ id }) => id !== target)];
    return {
      chat: { ...rest, operators },
      decisions: [told(request, now, target)],
      commands: wanted ? [{ kind: 'stop_seeking' }] : [],
    };
  });
}

function offer(chat: ChatState, request: Transfer, now: Millis): OpenOutcome {
  const { to, target } = request;
  return andThen({ chat, decisions: [told(request, now)], commands: [] }, (open) =>
    seek(open, {
      as: to === 'team' ? 'team' : 'next',
      since: waitsSince(open) ?? now,
      target: to === 'team' ? target : null,
      anyway: true,
      beside: open.operators.map(({ id }) => id),
    }),
  );
}

function told({ by, to, target, teamName, note }: Transfer, at: Millis, about?: string): Decision {
  const reason: Reasons['transferred'] =
    to === 'team' && target !== null
      ? { code: 'team', team: target, name: teamName ?? target, note }
      : { code: about === undefined ? 'next' : 'person', note };
  return { kind: 'transferred', at, by, ...(about === undefined ? {} : { about }), reason };
}
