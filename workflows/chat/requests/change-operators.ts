import { andThen } from '../and-then.ts';
import { stopCollecting } from '../contact/hand-over.ts';
import { withoutGone } from '../operators/gone.ts';
import { join } from '../operators/join.ts';
import type { ChatState, Millis, Outcome, RequestOf } from '../vocabulary.ts';

/** Somebody comes, or is brought. */
export function addOperator(chat: ChatState, request: RequestOf<'add_operator'>, now: Millis): Outcome {
  const { by, employeeId, onlyIfNobody } = request;
  const operators = join(chat, employeeId, now);
  if (operators === chat.operators) return { chat, decisions: [], commands: [] };
  const code = by !== employeeId ? 'added' : onlyIfNobody ? 'took' : 'came';
  return andThen(stopCollecting(chat, 'taken_over', now, by), (open) => ({
    chat: { ...open, operators },
    decisions: [{ kind: 'joined', at: now, by, about: employeeId, reason: { code } }],
    commands: [],
  }));
}

/** Somebody goes, or is sent. */
export function removeOperator(
  chat: ChatState,
  { by, employeeId }: RequestOf<'remove_operator'>,
  now: Millis,
): Outcome {
  const code = by === employeeId ? 'went' : 'removed';
  return {
    chat: {
      ...withoutGone(chat, employeeId),
      operators: chat.operators.filter(({ id }) => id !== employeeId),
      // Who goes is not given it again in the same moment.
      tried: [...new Set([...(chat.tried ?? []), employeeId])],
    },
    decisions: [{ kind: 'left', at: now, by, about: employeeId, reason: { code } }],
    commands: [],
  };
}
