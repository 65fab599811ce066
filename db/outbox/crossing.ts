import type { Person } from '#db/chats/row.ts';
import type { Sql } from '#db/connection/transaction.ts';

/** An answer of somebody else that its reader did not know of. `by` null: somebody in Meta's own inbox. */
export interface Crossing {
  message: string;
  at: Date;
  by: Person | null;
}

interface Found {
  id: string;
  at: Date;
  authorId: string | null;
  authorName: string | null;
}

/**
 * The newest answer of another person that came after what the author had seen. Asked under the client's lock: of two
 * that are posted at one moment the second finds the first. By the order of arrival, since Meta's clock is not ours.
 */
export async function findCrossing(
  tx: Sql,
  { chatId, authorId, seen }: { chatId: string; authorId: string; seen: string | null },
): Promise<Crossing | null> {
  const { rows } = await tx.query<Found>(
    `select m.id, m.at, m.author_id as "authorId", e.name as "authorName"
     from message m left join employee e on e.id = m.author_id
     where m.chat_id = $1 and m.direction = 'out' and m.state <> 'failed' and m.kind <> 'call'
       and (m.via = 'meta_inbox' or (m.via = 'desk' and m.author_id <> $2))
       and m.seq > coalesce((select seen.seq from message seen where seen.id = $3 and seen.chat_id = $1), 0)
     order by m.seq desc limit 1`,
    [chatId, authorId, seen],
  );
  const [found] = rows;
  if (!found) return null;
  const { id, at, authorId: by, authorName: name } = found;
  return { message: id, at, by: by && name ? { id: by, name } : null };
}
