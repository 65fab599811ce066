import type { Pool } from 'pg';
import { endTrouble, noticeTrouble } from './write.ts';

/** Fewer answers say nothing: that nobody of so many taps is no chance where others did. */
const ENOUGH = 20;

interface Taps {
  pageId: string;
  /** Contacts that were asked for and typed, up to `ENOUGH`, in the last seven days. */
  typed: number;
  /** Whether somebody tapped one in these days; in the three weeks before. */
  tapped: boolean;
  before: boolean;
}

/**
 * Tells admins of pages on which nobody taps Messenger's contact buttons any more, though clients answer and used to
 * tap. It is over with the first tap, and not when the last ones are long ago.
 */
export async function lookAtButtons(pool: Pool): Promise<void> {
  const pages = await countTaps(pool);
  const tapped = pages.filter((page) => page.tapped);
  await endTrouble(
    pool,
    'contact_buttons_gone',
    tapped.map(({ pageId }) => pageId),
  );
  for (const { pageId } of pages.filter((page) => !page.tapped && page.before && page.typed >= ENOUGH))
    await noticeTrouble(pool, { kind: 'contact_buttons_gone', ref: pageId, pageId, reason: 'no_taps' });
}

/** Of each page no more is read than answers these questions. */
async function countTaps(pool: Pool): Promise<Taps[]> {
  const { rows } = await pool.query<Taps>(
    `with answer as (select page_id, chat_id, seq, at, by_button from message where direction = 'in'
     and contact is not null)
     select p.id as "pageId",
       exists (select 1 from answer where page_id = p.id and by_button and at > now() - interval '7 days') as tapped,
       exists (select 1 from answer where page_id = p.id and by_button
         and at between now() - interval '30 days' and now() - interval '7 days') as before,
       (select count(*)::int from (select 1 from answer a where page_id = p.id and not by_button
         and at > now() - interval '7 days'
         and exists (select 1 from message q where q.chat_id = a.chat_id and q.seq < a.seq
           and q.quick_replies is not null)
         limit $1) few) as typed
     from page p`,
    [ENOUGH],
  );
  return rows;
}
