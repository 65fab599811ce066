import type { Pool } from 'pg';
import { NEWER } from '#db/chats/touch.ts';
import { inTransaction } from '#db/connection/transaction.ts';

export interface Profile {
  firstName: string;
  lastName: string;
  locale: string | null;
}

/** Keeps a client's profile; an empty name never overwrites a known one. */
export async function saveProfile(pool: Pool, clientId: string, profile: Profile): Promise<void> {
  await inTransaction(pool, async (tx, unwaited) => {
    unwaited(
      tx.query(
        `update client set first_name = case when $2 = '' and $3 = '' then first_name else $2 end,
         last_name = case when $2 = '' and $3 = '' then last_name else $3 end,
         locale = coalesce($4, locale), profile_at = now() where id = $1`,
        [clientId, profile.firstName, profile.lastName, profile.locale],
      ),
    );
    // Whoever is to be chosen by it has not been yet.
    unwaited(tx.query('update waiting_room set facts = null where client_id = $1', [clientId]));
    unwaited(
      tx.query(
        `with touched as (update chat set ${NEWER} where client_id = $1 returning id, page_id)
       insert into change (kind, page_id, chat_id, ref) select 'chat', page_id, id, id::text from touched`,
        [clientId],
      ),
    );
  });
}
