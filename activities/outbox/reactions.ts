import type { Topic } from '#db/notify/notifier.ts';
import { tokenPlace } from '#db/people/page-tokens.ts';
import {
  claimReactions,
  type OutgoingReaction,
  type ReactionSettlement,
  settleReaction,
} from '#db/reactions/outbox.ts';
import { eachAlone } from '#platform/each.ts';
import type { Job } from '#platform/background.ts';
import { type GraphAnswer, GRAPH_TIMEOUT_MS } from '../messenger/graph-call.ts';
import { judgeSend } from '../messenger/verdict.ts';
import type { SenderDeps } from './sender.ts';

const LOOK_EVERY_MS = 1_000;
const AT_ONCE = 16;
/** Longer than a call with everything around it can last. */
const ABANDONED_MS = GRAPH_TIMEOUT_MS + 18_000;
const LONGEST_RETRY_MS = 60_000;

/**
 * Puts the signs to messages that people wished. They go by themselves, beside the answers: putting one once more
 * changes nothing, so that whatever is in doubt is done again.
 */
export function reactions(deps: SenderDeps): Job<Topic> {
  return {
    name: 'reactions',
    everyMs: LOOK_EVERY_MS,
    topics: ['outbox'],
    pass: async () => {
      const claimed = await claimReactions(deps.pool, AT_ONCE, ABANDONED_MS);
      await eachAlone(
        claimed,
        (one) => react(deps, one),
        (one, error) => {
          // Its turn comes again once the claim is over.
          deps.log.warn({ error, message: one.messageId }, 'a reaction was not settled');
          return Promise.resolve();
        },
      );
      if (claimed.length > 0) deps.notifier.notify('change');
      return claimed.length > 0;
    },
  };
}

async function react(deps: SenderDeps, one: OutgoingReaction): Promise<void> {
  await settleReaction(deps.pool, one, becameOf(await call(deps, one), one.attempts));
}

function call({ graph, keyring }: SenderDeps, one: OutgoingReaction): Promise<GraphAnswer> {
  const token = keyring.open(one.sealedToken, tokenPlace(one.pageFacebookId));
  const { mid: message_id, emoji, psid: id } = one;
  const act =
    emoji === null
      ? { sender_action: 'unreact', payload: { message_id } }
      : { sender_action: 'react', payload: { message_id, reaction: emoji } };
  return graph.post(`${one.pageFacebookId}/messages`, { recipient: { id }, ...act }, token);
}

/** A sender action is answered by the person's id alone (messenger-platform §3.5). */
function becameOf(answer: GraphAnswer, attempts: number): ReactionSettlement {
  const isTaken = answer.kind === 'answer' && answer.status === 200 && !hasError(answer.body);
  if (isTaken) return { state: 'sent', reason: null, againInMs: null };
  const verdict = judgeSend(answer);
  if (verdict.kind === 'fail') return { state: 'failed', reason: verdict.reason, againInMs: null };
  const pause =
    verdict.kind === 'pause' ? verdict.pauseMs : Math.min(LONGEST_RETRY_MS, 500 * 2 ** Math.min(attempts, 8));
  const reason = verdict.kind === 'sent' ? null : verdict.reason;
  return { state: 'queued', reason, againInMs: pause };
}

function hasError(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'error' in body;
}
