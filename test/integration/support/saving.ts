import type { Pool } from 'pg';
import type { Saving } from '#workflows/chat/needs.ts';
import type { Decision } from '#workflows/chat/vocabulary.ts';
import type { AutomaticMessage } from '#workflows/settings/vocabulary.ts';

/** What a chat's workflow would save about everything that waits for this client. */
export async function whatWaits(
  pool: Pool,
  { clientId, pageId }: { clientId: string; pageId: string },
  run: string,
  seq: number,
): Promise<Saving> {
  const { rows: inputs } = await pool.query(
    'select id, chat_id, message_id, at from chat_input where client_id = $1 and decided_at is null order by id',
    [clientId],
  );
  const at = inputs[0]?.at.getTime() ?? Date.now();
  const ids = inputs.map(({ id }) => Number(id));
  const chat = newChat({ clientId, pageId, run, seq }, at);
  return {
    clientId,
    chat,
    hintChatId: inputs[0]?.chat_id ?? null,
    carried: { chat, seen: ids },
    deadlines: [],
    inputs: ids,
    decisions: [{ kind: 'opened', at, reason: { code: 'message' } }],
    commands: [],
    messages: inputs.map(({ message_id }) => message_id),
    unreadAfterAnswer: null,
    finishedBy: null,
  };
}

type Named = { clientId: string; pageId: string; run: string; seq: number };

const newChat = ({ clientId, pageId, run, seq }: Named, at: number) => ({
  v: 1 as const,
  clientId,
  pageId,
  chatId: null,
  openedBy: run,
  seq,
  status: 'new' as const,
  operators: [],
  window: { until: at + 86_400_000, reason: 'message' as const, closed: false },
  waitingSince: at,
  lastContactAt: at,
  lastAnswer: null,
  profileAsked: false,
});

/** A colleague ends the chat. */
export const finished = (at: number): Decision => ({
  kind: 'finished',
  at,
  reason: { code: 'operator_said', from: 'new', to: 'finished' },
});

/** The chat says this by itself. */
export const said = (template: AutomaticMessage, at: number): Decision => ({
  kind: 'said',
  at,
  reason: { code: 'no_answer', template, key: '1', setting: 'waitingMessage', page: 1, installation: 0 },
});
