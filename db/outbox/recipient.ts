import type { Pool } from 'pg';

/** Where to reach a client. */
export interface Recipient {
  psid: string;
  pageFacebookId: string;
  sealedToken: string;
}

export async function findRecipient(pool: Pool, clientId: string): Promise<Recipient | null> {
  const { rows } = await pool.query<Recipient>(
    `select client.psid, page.facebook_id as "pageFacebookId", page.sealed_token as "sealedToken"
     from client join page on page.id = client.page_id where client.id = $1`,
    [clientId],
  );
  return rows[0] ?? null;
}
