import type { Pool } from 'pg';
import { inTransaction } from '#db/connection/transaction.ts';
import { setEmployees } from './page-access.ts';
import { type PageRow, readPage } from './read-pages.ts';

export interface NewPage {
  facebookId: string;
  name: string;
  sealedToken: string;
  employeeIds: string[];
  skills?: string[];
  humanAgent?: boolean;
  /** Meta is asked about the token before anything goes out. */
  checking?: boolean;
}

/** Connects a page, or one that was removed anew; null when it is connected already. */
export async function insertPage(pool: Pool, page: NewPage): Promise<PageRow | null> {
  return inTransaction(pool, async (tx) => {
    const { rows } = await tx.query<{ id: string }>(
      `insert into page (facebook_id, name, sealed_token, skills, checking, human_agent)
       values ($1, $2, $3, $4, $5, $6)
       on conflict (facebook_id) do update set name = excluded.name, sealed_token = excluded.sealed_token,
         skills = excluded.skills, checking = excluded.checking, human_agent = excluded.human_agent, health = 'ok',
         health_reason = null, token_mark = null, app_id = null, removed_at = null, leaving_since = null
       where page.removed_at is not null returning id`,
      [
        page.facebookId,
        page.name,
        page.sealedToken,
        page.skills ?? [],
        page.checking ?? false,
        page.humanAgent ?? false,
      ],
    );
    const id = rows[0]?.id;
    if (!id) return null;
    await tx.query('insert into page_pace (page_id) values ($1) on conflict do nothing', [id]);
    await setEmployees(tx, id, page.employeeIds);
    return readPage(tx, id);
  });
}
