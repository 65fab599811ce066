import { Queue } from '#workflows/chat/run/queue.ts';
import type { ChatState, Identity, Input, Outcome, Own, Request } from '#workflows/chat/vocabulary.ts';
import { decide } from '#workflows/chat/decide.ts';
import { NO_RULES } from '#workflows/settings/merge.ts';
import type { Rules } from '#workflows/settings/vocabulary.ts';

/** The people and moments of the chat's tests. */
export const olena = 'olena';
export const taras = 'taras';
export const identity: Identity = { clientId: 'mariia', pageId: 'dim-i-svitlo', run: 'run-1' };
export const hour = 60 * 60 * 1000;
export const noon = Date.UTC(2026, 10, 23, 12);

let lastId = 0;
const told = (at: number) => ({ id: (lastId += 1), chatId: 'chat-1', at });

export const wrote = (at = noon): Input => ({
  ...told(at),
  kind: 'client_wrote',
  messageId: `in-${lastId}`,
  opens: 'message',
});
export const reacted = (at = noon): Input => ({ ...told(at), kind: 'client_acted', opens: 'reaction' });
export const replied = (employeeId = olena, at = noon): Input => ({
  ...told(at),
  kind: 'operator_replied',
  messageId: `out-${lastId}`,
  employeeId,
});
export const answeredInMeta = (at = noon): Input => ({
  ...told(at),
  kind: 'answered_in_meta',
  messageId: `meta-${lastId}`,
});
export const failed = (messageId: string, at = noon): Input => ({
  ...told(at),
  kind: 'answer_failed',
  messageId,
  code: 'person_unavailable',
});

export const finish = (by = olena): Request => ({
  chatId: 'chat-1',
  kind: 'change_status',
  by,
  at: noon,
  to: 'finished',
});
export const inProgress = (by = olena): Request => ({
  chatId: 'chat-1',
  kind: 'change_status',
  by,
  at: noon,
  to: 'in_progress',
});
export const add = (employeeId: string, by = employeeId): Request => ({
  chatId: 'chat-1',
  kind: 'add_operator',
  by,
  at: noon,
  employeeId,
  onlyIfNobody: false,
});
export const take = (employeeId: string): Request => ({
  chatId: 'chat-1',
  kind: 'add_operator',
  by: employeeId,
  at: noon,
  employeeId,
  onlyIfNobody: true,
});
export const leave = (employeeId: string): Request => ({
  chatId: 'chat-1',
  kind: 'remove_operator',
  by: employeeId,
  at: noon,
  employeeId,
});
export const due = (at: number): Own => ({ kind: 'deadline', deadline: { kind: 'window_closes', at } });

/** What is saved has a name. */
export const saved = (chat: ChatState | null): ChatState | null => chat && { ...chat, chatId: 'chat-1' };

/** What comes of all of them in a row, each at its own time, each saved before the next. */
export function after(happenings: (Input | Request | Own)[], now = noon, rules: Rules = NO_RULES): Outcome {
  return happenings.reduce<Outcome>(
    (before, happened) => {
      const outcome = decide(
        before.chat,
        happened,
        'at' in happened ? Math.max(happened.at, now) : now,
        identity,
        rules,
      );
      return {
        ...outcome,
        chat: saved(outcome.chat),
        decisions: [...before.decisions, ...outcome.decisions],
        commands: [...before.commands, ...outcome.commands],
      };
    },
    { chat: null, decisions: [], commands: [] },
  );
}

/** The open chat after all of them. */
export function chatAfter(...happenings: (Input | Request | Own)[]): ChatState {
  const { chat } = after(happenings);
  if (!chat) throw new Error('no chat is open');
  return chat;
}

/** What waits for a chat's loop, as an earlier run handed it over. */
export function queueOf(seen: number[] = [], inbox: Input[] = [], known = 0): Queue {
  return new Queue({ carried: { chat: null, seen }, inbox, known });
}
