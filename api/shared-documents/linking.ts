import type { Pool } from 'pg';
import { listNotTaken, sendAsLink } from '#db/documents/links.ts';
import { LINK_DAYS, signLink } from './link.ts';

const DAY_MS = 24 * 60 * 60_000;

/** What Messenger did not take as a file goes again, as a link. */
export async function linkNotTaken({ pool, linkKey, publicUrl }: LinkDeps): Promise<void> {
  for (const { id, documentId } of await listNotTaken(pool)) {
    const token = signLink(linkKey, documentId, new Date(Date.now() + LINK_DAYS * DAY_MS));
    await sendAsLink(pool, id, `${publicUrl}/api/shared-documents/${token}`);
  }
}

export interface LinkDeps {
  pool: Pool;
  /** Signs links to documents. */
  linkKey: string;
  publicUrl: string;
}
