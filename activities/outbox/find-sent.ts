import { z } from 'zod';
import type { Outgoing } from '#db/outbox/outgoing.ts';
import { knownMids } from '#db/outbox/mids.ts';
import { type Sought } from '#db/outbox/uncertain.ts';
import { tokenPlace } from '#db/people/page-tokens.ts';
import type { SenderDeps } from './sender.ts';

/** Meta tells no more of a conversation than its last twenty messages. */
const FAR = 20;
/** Meta's times have whole seconds, and its clock is not ours. */
const CLOCK_SLACK_MS = 5_000;

const conversations = z.object({
  data: z.array(
    z.object({
      messages: z
        .object({
          data: z.array(
            z.object({
              id: z.string(),
              created_time: z.string(),
              message: z.string().nullish(),
              from: z.object({ id: z.string() }).nullish(),
            }),
          ),
        })
        .optional(),
    }),
  ),
});

/** The message's mid at Facebook; null when it is not there, undefined when Facebook does not say. */
export async function findAtFacebook(deps: SenderDeps, message: Sought): Promise<string | null | undefined> {
  const query = {
    platform: 'messenger',
    user_id: message.psid,
    fields: `messages.limit(${FAR}){id,message,from,created_time}`,
  };
  const token = tokenOf(deps, message);
  if (token === null) return undefined;
  const answer = await deps.graph.get(`${message.pageFacebookId}/conversations`, query, token);
  const parsed = answer.kind === 'answer' && answer.status === 200 ? conversations.safeParse(answer.body) : undefined;
  if (!parsed?.success) return undefined;
  const listed = parsed.data.data.flatMap(({ messages }) => messages?.data ?? []);
  const candidates = listed
    // Of a file nothing but the missing text can be compared: Meta gives it a name of its own.
    .filter(({ from, message: text }) => from?.id === message.pageFacebookId && (text ?? '') === message.text)
    .filter(({ created_time }) => Date.parse(created_time) >= message.sendingAt.getTime() - CLOCK_SLACK_MS);
  const taken = await knownMids(
    deps.pool,
    message.pageId,
    candidates.map(({ id }) => id),
  );
  const found = candidates.findLast(({ id }) => !taken.has(id))?.id;
  // Not looked back far enough to say that it is not there.
  const isCut = message.doubted && listed.length >= FAR && candidates.length === listed.length;
  return found ?? (isCut ? undefined : null);
}

/** A key that is not here may come back: the page's trouble is told elsewhere. */
function tokenOf({ keyring }: SenderDeps, { sealedToken, pageFacebookId }: Outgoing): string | null {
  try {
    return keyring.open(sealedToken, tokenPlace(pageFacebookId));
  } catch {
    return null;
  }
}
