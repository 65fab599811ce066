import type { Pool } from 'pg';
import { claimDeliveries, type DueDelivery } from '#db/hooks/claim.ts';
import { webhookPlace } from '#db/hooks/keep.ts';
import { settleAttempt } from '#db/hooks/settle.ts';
import type { Topic } from '#db/notify/notifier.ts';
import type { HttpSettings } from '#activities/crm/http.ts';
import type { Job } from '#platform/background.ts';
import type { Logger } from '#platform/log.ts';
import type { Keyring } from '#platform/keyring.ts';
import { bodyOf } from './body.ts';
import { postHook } from './post.ts';

const LOOK_EVERY_MS = 2_000;
/** Receivers that hang keep so many places. */
const AT_ONCE = 32;

export interface HookDeps {
  pool: Pool;
  keyring: Keyring;
  crm: HttpSettings;
  log: Logger;
}

/**
 * Tells other systems what happened: each message until it arrived or three days have passed, those of a chat one after
 * another. Whoever is killed between sending and noting sends it once more, under the same id.
 */
export function sendingHooks(deps: HookDeps): Job<Topic> {
  const underWay = new Set<Promise<void>>();
  return {
    name: 'webhooks',
    everyMs: LOOK_EVERY_MS,
    topics: ['outgoing'],
    pass: async (wake) => {
      const free = AT_ONCE - underWay.size;
      if (free === 0) return false;
      const due = await claimDeliveries(deps.pool, free);
      for (const delivery of due) {
        const sent: Promise<void> = sendOne(deps, delivery)
          // Its lease ends, and it is taken again.
          .catch((error: unknown) => deps.log.warn({ error, delivery: delivery.id }, 'a webhook could not be settled'))
          .finally(() => {
            underWay.delete(sent);
            wake();
          });
        underWay.add(sent);
      }
      return due.length === free;
    },
    settle: async () => {
      await Promise.allSettled(underWay);
    },
  };
}

async function sendOne({ pool, keyring, crm }: HookDeps, delivery: DueDelivery): Promise<void> {
  const { id, webhookId, url, sealedSecret, sealedFormer } = delivery;
  const place = webhookPlace(webhookId);
  const secrets = [sealedSecret, ...(sealedFormer === null ? [] : [sealedFormer])].map((one) =>
    keyring.open(one, place),
  );
  const request = bodyOf(delivery, crm.publicUrl);
  const said = await postHook({ id: messageId(id), url, body: request, secrets }, { hosts: crm.hosts, ...timeOf(crm) });
  await settleAttempt(pool, webhookId, { deliveryId: id, request, ...said });
}

const messageId = (deliveryId: string): string => `msg_${deliveryId.replaceAll('-', '')}`;
const timeOf = ({ limits }: HttpSettings) => (limits?.wholeMs === undefined ? {} : { wholeMs: limits.wholeMs });
