import type { Client } from '@temporalio/client';
import type { Pool } from 'pg';
import { isDatabaseAway } from '#db/connection/away.ts';
import type { Topic } from '#db/notify/notifier.ts';
import { requeueUndecided } from '#db/inbox/again.ts';
import { markRelayed, pendingInputs } from '#db/inbox/inputs.ts';
import { anyDue, endLease, type Lease, leaseClients, postponeLease, stillUndecided } from '#db/inbox/lease.ts';
import { endTrouble, noticeTrouble } from '#db/troubles/write.ts';
import type { Logger } from '#platform/log.ts';
import type { Job } from '#platform/background.ts';
import { step } from '#platform/steps.ts';
import { isEngineAway } from '#platform/temporal.ts';
import type { EngineHealth } from '../engine/health.ts';
import type { Deliveries } from '../webhooks/deliveries.ts';
import { InHand } from './in-hand.ts';
import { tellChat } from './tell.ts';

/**
 * Clients relayed at once. More would compete with accepting; those who wait a moment longer have more told in one
 * signal.
 */
const AT_ONCE = 8;
/**
 * How long a round waits at most while deliveries throng: clients are told late then, and more at a time, but never
 * not.
 */
const STAND_BACK_MS = 150;
const LOOK_EVERY_MS = 1_000;
const REQUEUE_EVERY_MS = 10_000;
const ROW_BUSY_MS = 5;
/** How soon it is looked whether those who were told have decided, while others wait for their places. */
const FULL_MS = 20;
const LONGEST_PAUSE_MS = 5_000;
/**
 * So often in vain, for a reason of its own: the client is put aside, looked at again at growing distances, and shown
 * to admins.
 */
const PUT_ASIDE_AFTER = 4;
const LONGEST_ASIDE_MS = 60 * 60_000;

export interface RelayDeps {
  pool: Pool;
  temporal: Client;
  log: Logger;
  health: EngineHealth;
}

/**
 * Tells each client's workflow what was accepted for it: per client in order, what piled up in one signal, marked only
 * after the engine took it. Any number of relays may run; killed anywhere, another one takes up where it was.
 */
export function relay(deps: RelayDeps, deliveries: Deliveries): Job<Topic> {
  const inHand = new InHand();
  return {
    name: 'relay',
    everyMs: LOOK_EVERY_MS,
    topics: ['inbox'],
    pass: async () => {
      await deliveries.untilFew(STAND_BACK_MS);
      return relayPass(deps, inHand);
    },
  };
}

/** Tells again what nobody decided about. */
export function retelling({ pool, log }: RelayDeps): Job<Topic> {
  return {
    name: 'retelling',
    everyMs: REQUEUE_EVERY_MS,
    topics: [],
    pass: async () => {
      const count = await requeueUndecided(pool);
      if (count > 0) log.info({ count }, 'told again what nobody decided about');
      return false;
    },
  };
}

/** One round over the clients that wait; true, or the time after which to look again, when there may be more. */
export async function relayPass(deps: RelayDeps, inHand = new InHand()): Promise<boolean | number> {
  if (inHand.clients.length > 0) inHand.keep(await stillUndecided(deps.pool, inHand.clients));
  const places = Math.min(AT_ONCE, inHand.places(Date.now()));
  const leases = await leaseClients(deps.pool, AT_ONCE, places);
  if (leases.length === 0) return passedOver(deps, places);
  step('inputs leased');
  const results = await Promise.all(leases.map((lease) => relayClient(deps, lease, inHand)));
  return results.some(Boolean);
}

/**
 * A row in somebody's hand is free again in a moment, and so is a place: a client is not left waiting for the next
 * look.
 */
async function passedOver({ pool }: RelayDeps, places: number): Promise<boolean | number> {
  if (!(await anyDue(pool))) return false;
  return places === 0 ? FULL_MS : ROW_BUSY_MS;
}

async function relayClient(deps: RelayDeps, lease: Lease, inHand: InHand): Promise<boolean> {
  try {
    for (let more = true; more;) {
      const pending = await pendingInputs(deps.pool, lease.clientId);
      more = pending.more;
      if (pending.inputs.length === 0) break;
      await deps.health.ask('tell', () => tellChat(deps.temporal, lease, pending.inputs, pending.telling));
      step('engine told');
      inHand.tell(lease.clientId, Date.now());
      await markRelayed(deps.pool, pending.inputs);
    }
    await endLease(deps.pool, lease);
    if (lease.failures >= PUT_ASIDE_AFTER) await endTrouble(deps.pool, 'input_put_aside', [lease.clientId]);
    return true;
  } catch (error) {
    if (lease.failures === 0) deps.log.warn({ error, client: lease.clientId }, 'the engine did not take inputs');
    await postpone(deps, lease, error).catch(() => undefined);
    return false;
  }
}

/** While the engine is away everybody's turn comes again soon; where it is the client's own fault, later and later. */
async function postpone({ pool }: RelayDeps, lease: Lease, error: unknown): Promise<void> {
  const own = !isEngineAway(error) && !isDatabaseAway(error);
  const aside = own && lease.failures + 1 >= PUT_ASIDE_AFTER;
  const longest = aside ? LONGEST_ASIDE_MS : LONGEST_PAUSE_MS;
  await postponeLease(pool, lease, Math.min(longest, 250 * 2 ** Math.min(lease.failures, 14)));
  if (!aside) return;
  const { clientId: ref, pageId } = lease;
  const detail = error instanceof Error ? ('code' in error ? String(error.code) : error.name) : null;
  await noticeTrouble(pool, { kind: 'input_put_aside', ref, pageId, reason: 'not_told', detail });
}
