import { ApplicationFailure } from '@temporalio/activity';
import type { Pool } from 'pg';
import { z } from 'zod';
import { findRecipient, type Recipient } from '#db/outbox/recipient.ts';
import { type Profile, saveProfile } from '#db/outbox/profile.ts';
import { tokenPlace } from '#db/people/page-tokens.ts';
import type { Keyring } from '#platform/keyring.ts';
import type { Graph } from './graph.ts';

const NAME_MAX = 200;

/** Each by itself: one strange member does not take the others with it. */
const words = z
  .string()
  .transform((text) => text.replaceAll('\u0000', '').slice(0, NAME_MAX).toWellFormed().trim())
  .catch('');
const profileSchema = z.object({
  name: words,
  first_name: words,
  last_name: words,
  locale: z
    .string()
    .regex(/^[a-z]{2,3}([_-][A-Za-z\d]{2,8}){0,2}$/)
    .nullable()
    .catch(null),
});

/** What Meta says of a person. Some have a name and no parts of it: then the first word is the first name. */
export function readProfile(body: unknown): Profile {
  const { name, first_name, last_name, locale } = profileSchema.safeParse(body).data ?? profileSchema.parse({});
  if (first_name !== '' || last_name !== '' || name === '')
    return { firstName: first_name, lastName: last_name, locale };
  const [firstName = '', ...rest] = name.split(/\s+/u);
  return { firstName, lastName: rest.join(' '), locale };
}

export interface ProfileDeps {
  pool: Pool;
  graph: Graph;
  keyring: Keyring;
}

/**
 * Asks Meta for the client's name and locale and keeps them. A profile that Meta does not give is kept as unknown and
 * never asked in this chat again; only a connection that failed throws, to be retried.
 */
export async function fetchProfile(deps: ProfileDeps, clientId: string): Promise<boolean> {
  const client = await findRecipient(deps.pool, clientId);
  if (!client) return false;
  const fields = 'name,first_name,last_name,locale';
  const answer = await deps.graph.get(client.psid, { fields }, tokenOf(deps, client));
  if (answer.kind !== 'answer' || answer.status >= 500) {
    throw ApplicationFailure.retryable('Meta did not answer about a profile', 'MetaAway');
  }
  await saveProfile(deps.pool, clientId, readProfile(answer.status === 200 ? answer.body : null));
  return true;
}

/** A key that is not here does not come back within a moment, and the chat goes on without the name. */
function tokenOf({ keyring }: ProfileDeps, { sealedToken, pageFacebookId }: Recipient): string {
  try {
    return keyring.open(sealedToken, tokenPlace(pageFacebookId));
  } catch {
    throw ApplicationFailure.nonRetryable("the page's token cannot be opened", 'PageWithoutKey');
  }
}
