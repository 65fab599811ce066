import { z } from 'zod';
import { isDatabaseAway } from '#db/connection/away.ts';
import type { Topic } from '#db/notify/notifier.ts';
import type { Outgoing } from '#db/outbox/claim.ts';
import { holdBehind } from '#db/outbox/hold.ts';
import { knownMids } from '#db/outbox/mids.ts';
import { settle, settleSent } from '#db/outbox/settle.ts';
import { findAbandoned, findUnknown, postponeLookup, type Sought } from '#db/outbox/uncertain.ts';
import { noticeTrouble } from '#db/troubles/write.ts';
import { tokenPlace } from '#db/people/page-tokens.ts';
import { eachAlone } from '#platform/each.ts';
import type { Work } from '#platform/room.ts';
import { FILE_TIMEOUT_MS, GRAPH_TIMEOUT_MS } from '../messenger/graph.ts';
import { codeOf } from './keeping.ts';
import type { SenderDeps } from './sender.ts';

const LOOK_EVERY_MS = 2_000;
/** Longer than a call with everything around it can last. */
const ABANDONED_MS = { text: GRAPH_TIMEOUT_MS + 18_000, file: FILE_TIMEOUT_MS + 25_000 };
/** After so many look-ups over about a minute it is a person's turn. */
const LOOKUPS = 5;
/** What left in the last moment before the restore may not be listed at once. */
const DOUBTED_LOOKUPS = 2;
/** Meta tells no more of a conversation than its last twenty messages. */
const FAR = 20;
/** Where Facebook never says, or the conversation is too long: then it is a person's turn. */
const DOUBTED_LOOKUPS_MAX = 20;
/** Still doubted, and looked up at growing distances. */
const doubtedFor = (lookups: number) =>
  ({
    state: 'unknown',
    reason: 'database_restored',
    detail: null,
    againInMs: Math.min(60_000, 3_000 * 2 ** Math.min(lookups, 10)),
  }) as const;
/** Meta's times have whole seconds, and its clock is not ours. */
const CLOCK_SLACK_MS = 5_000;
/** Looked up of one page in a row, and pages side by side. */
const PER_PAGE = 4;
const PAGES = 16;
/** What cannot be settled at all is looked at again after so long. */
const ASIDE_MS = 10 * 60_000;

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

/**
 * A message whose sender died becomes `unknown`, and what waits behind a broken page is shown as held. Nothing is sent
 * from here.
 */
export function abandoned(deps: SenderDeps): Work<Topic> {
  return {
    name: 'abandoned',
    everyMs: LOOK_EVERY_MS,
    topics: [],
    pass: async () => {
      const found = await findAbandoned(deps.pool, ABANDONED_MS);
      const unknown = { state: 'unknown', reason: 'no_confirmation', detail: 'abandoned', againInMs: 0 } as const;
      await eachAlone(
        found,
        (message) => settle(deps.pool, message, 'sending', unknown),
        (message, error) => setAside(deps, message, error),
      );
      const more = await holdBehind(deps.pool);
      if (found.length > 0 || more) deps.notifier.notify('change');
      return more;
    },
  };
}

/**
 * Looks messages whose fate is unknown up in the conversation at Facebook: what is found there was sent; what is not is
 * shown as such, for a person to decide; of what only an older copy of the database called unsent, what is not there
 * never left and takes its place in line again. Page by page side by side, so that one at which Facebook hangs is
 * waited for by nobody else.
 */
export function lookups(deps: SenderDeps): Work<Topic> {
  const busy = new Map<string, Promise<void>>();
  return {
    name: 'lookups',
    everyMs: LOOK_EVERY_MS,
    topics: [],
    pass: async () => {
      const found = await findUnknown(deps.pool, PER_PAGE, [...busy.keys()]);
      for (const [pageId, messages] of [...Map.groupBy(found, (message) => message.pageId)].slice(
        0,
        PAGES - busy.size,
      )) {
        // One after the other: the Conversations API takes two calls a second for a page.
        const looking = eachAlone(
          messages,
          (message) => lookUp(deps, message),
          (message, error) => setAside(deps, message, error),
        )
          .catch((error: unknown) => deps.log.warn({ error, page: pageId }, 'messages were not looked up'))
          .finally(() => busy.delete(pageId));
        busy.set(pageId, looking);
      }
      return false;
    },
    settle: async () => {
      await Promise.all(busy.values());
    },
  };
}

/**
 * It cannot be settled: others go before it for a while, and admins are told. Throws while the database is away:
 * nothing is wrong with the row.
 */
async function setAside({ pool, log }: SenderDeps, message: Outgoing, error: unknown): Promise<void> {
  if (isDatabaseAway(error)) throw error;
  log.error({ error, message: message.id }, 'a message could not be looked after');
  await postponeLookup(pool, message.id, ASIDE_MS);
  const { id: ref, pageId } = message;
  await noticeTrouble(pool, { kind: 'message_put_aside', ref, pageId, reason: 'not_settled', detail: codeOf(error) });
}

async function lookUp(deps: SenderDeps, message: Sought): Promise<void> {
  const mid = await findAtFacebook(deps, message);
  if (mid) await settleSent(deps.pool, message, mid);
  // Facebook that does not say is asked again: what only an older copy called unsent is not given up for that.
  else if (message.doubted && message.lookups + 1 < (mid === null ? DOUBTED_LOOKUPS : DOUBTED_LOOKUPS_MAX))
    await settle(deps.pool, message, 'unknown', doubtedFor(message.lookups));
  else if (message.doubted && mid === null) {
    await settle(deps.pool, message, 'unknown', { ...doubtedFor(0), state: 'queued', againInMs: 0 });
    deps.notifier.notify('outbox');
  } else {
    const givenUp = mid === null && message.lookups + 1 >= LOOKUPS;
    await settle(deps.pool, message, 'unknown', {
      state: 'unknown',
      reason: givenUp ? 'not_found_at_facebook' : 'no_confirmation',
      detail: null,
      againInMs: givenUp ? null : Math.min(ASIDE_MS, 4_000 * 2 ** Math.min(message.lookups, mid === null ? 3 : 10)),
    });
  }
  deps.notifier.notify('change');
}

/** The message's mid at Facebook; null when it is not there, undefined when Facebook does not say. */
async function findAtFacebook(deps: SenderDeps, message: Sought): Promise<string | null | undefined> {
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
