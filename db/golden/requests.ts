import type { Sql } from '#db/connection/transaction.ts';
import { type Request, readDecision, type ToldDecision } from '#workflows/chat/vocabulary.ts';
import { millis } from './recorded.ts';

interface Asked {
  kind: string;
  at: number;
  by: string | null;
  about: string | null;
  reason: unknown;
}

/** What people asked of it, as its decisions tell: requests themselves are not kept. */
export async function readRequests(sql: Sql, chatId: string, limit: number): Promise<Request[]> {
  const { rows } = await sql.query<Asked>(
    `select kind, ${millis('at')} as at, by_id as by, about_id as about, reason
     from timeline where chat_id = $1 and (kind, reason->>'code') in (('finished', 'operator_said'),
       ('status_changed', 'operator_said'),
       ('joined', 'took'), ('joined', 'came'), ('joined', 'added'), ('left', 'went'), ('left', 'removed'),
       ('transferred', 'person'), ('transferred', 'team'), ('transferred', 'next'), ('contact', 'set'),
       ('contact', 'skipped'), ('deadline', 'moved'), ('deadline', 'dropped'), ('deadline', 'fired'))
     order by seq, n limit $2`,
    [chatId, limit],
  );
  return rows.flatMap((asked) => {
    const told = readDecision(asked);
    const wish = told && wishOf(told, asked);
    return wish ? [{ ...wish, chatId, by: asked.by ?? '', at: asked.at }] : [];
  });
}

type Wish = Request extends infer R ? (R extends Request ? Omit<R, 'chatId' | 'by' | 'at'> : never) : never;

/** Null: it was nobody's wish. */
function wishOf({ kind, reason }: ToldDecision, { about, at }: Asked): Wish | null {
  switch (kind) {
    case 'finished':
      return { kind: 'change_status', to: reason.to };
    case 'status_changed':
      return reason.to === 'in_progress' ? { kind: 'change_status', to: reason.to } : null;
    case 'joined':
      return about === null ? null : { kind: 'add_operator', employeeId: about, onlyIfNobody: reason.code === 'took' };
    case 'left':
      return about === null ? null : { kind: 'remove_operator', employeeId: about };
    case 'transferred': {
      // What was written to the colleague is not told.
      const team = reason.code === 'team' ? { target: reason.team, teamName: reason.name } : null;
      return { kind: 'transfer', to: reason.code, ...(team ?? { target: about, teamName: null }), note: null };
    }
    case 'contact':
      // What was set is not told; that it was another one than before is enough.
      return 'what' in reason
        ? { kind: 'set_contact', contact: { [reason.what]: `set ${at}` } }
        : { kind: 'hand_over' };
    case 'deadline':
      return { kind: 'change_deadline', deadline: reason.deadline, to: reason.to };
    default:
      return null;
  }
}
