import { ApplicationFailure } from '@temporalio/activity';
import type { Pool } from 'pg';
import { z } from 'zod';
import { findRecipient } from '#db/outbox/recipient.ts';
import { saveProfile } from '#db/outbox/profile.ts';
import type { Keyring } from '#platform/keyring.ts';
import type { Graph } from './graph.ts';

const profileSchema = z.object({
  first_name: z.string().max(200).optional(),
  last_name: z.string().max(200).optional(),
  locale: z.string().max(20).optional(),
});

export interface ProfileDeps {
  pool: Pool;
  graph: Graph;
  keyring: Keyring;
}

/**
 * Asks Meta for the client's name and locale and keeps them. A profile that Meta does not give is kept as unknown and never asked in
 * this chat again; only a connection that failed throws, to be retried.
 */
export async function fetchProfile(deps: ProfileDeps, clientId: string): Promise<boolean> {
  const client = await findRecipient(deps.pool, clientId);
  if (!client) return false;
  const fields = 'first_name,last_name,locale';
  const answer = await deps.graph.get(client.psid, { fields }, tokenOf(deps, client.sealedToken));
  if (answer.kind !== 'answer' || answer.status >= 500) {
    throw ApplicationFailure.retryable('Meta did not answer about a profile', 'MetaAway');
  }
  const profile = answer.status === 200 ? profileSchema.safeParse(answer.body) : undefined;
  await saveProfile(deps.pool, clientId, {
    firstName: profile?.data?.first_name?.trim() ?? '',
    lastName: profile?.data?.last_name?.trim() ?? '',
    locale: profile?.data?.locale ?? null,
  });
  return true;
}

/** A key that is not here does not come back within a moment, and the chat goes on without the name. */
function tokenOf({ keyring }: ProfileDeps, sealed: string): string {
  try {
    return keyring.open(sealed);
  } catch {
    throw ApplicationFailure.nonRetryable("the page's token cannot be opened", 'PageWithoutKey');
  }
}
