import type { Client } from '@temporalio/client';
import type { Pool } from 'pg';
import { isDatabaseAway } from '#db/connection/away.ts';
import type { Topic } from '#db/notify/notifier.ts';
import { requeueUndecided } from '#db/inbox/again.ts';
import { anyDue, endLeases, type Lease, leaseClients, postponeLease, stillUndecided } from '#db/inbox/lease.ts';
import { pendingIn } from '#db/inbox/pending.ts';
import { endTrouble, noticeTrouble } from '#db/troubles/write.ts';
import type { Logger } from '#platform/log.ts';
import type { Job } from '#platform/background.ts';
import { step } from '#platform/steps.ts';
import { isEngineAway } from '#platform/temporal.ts';
import type { EngineHealth } from '#platform/engine-health.ts';
import { InHand } from './in-hand.ts';
import { Throng } from './throng.ts';
import { tellChat } from '#activities/telling/tell.ts';

/**
 * Clients relayed at once. More would compete with accepting; those who wait a moment longer have more told in one
 * signal.
 */
const AT_ONCE = 8;
/**
 * While deliveries throng clients are told late, and more at a time, but never not; where a person answered or asks for
 * something, at once.
 */
const PATIENCE = { firstMs: 4_000, thenMs: 150 };
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
export function relay(deps: RelayDeps): Job<Topic> {
  const inHand = new InHand();
  const throng = new Throng();
  return {
    name: 'relay',
    everyMs: LOOK_EVERY_MS,
    topics: ['inbox', 'throng'],
    rang: (topic) => {
      if (topic === 'throng') throng.lasts();
    },
    pass: async () => {
      await throng.over(PATIENCE, () => relayPass(deps, inHand, 'urgent'));
      const more = await relayPass(deps, inHand);
      // Shown to admins as work that fails, while each client's turn comes again.
      if (deps.health.awaySince() !== null) throw new Error('the engine does not take what chats are told');
      return more;
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

/**
 * One round over the clients that wait, or only over those for whom a person waits; true, or the time after which to
 * look again, when there may be more.
 */
export async function relayPass(
  deps: RelayDeps,
  inHand = new InHand(),
  whom: 'all' | 'urgent' = 'all',
): Promise<boolean | number> {
  if (whom === 'all' && inHand.clients.length > 0) inHand.keep(await stillUndecided(deps.pool, inHand.clients));
  const places = whom === 'all' ? Math.min(AT_ONCE, inHand.places(Date.now())) : 0;
  const leases = await leaseClients(deps.pool, AT_ONCE, places);
  if (leases.length === 0) return whom === 'all' && passedOver(deps, places);
  step('inputs leased');
  const told = await Promise.all(leases.map((lease) => tellClient(deps, lease, inHand)));
  const ended = leases.filter((_, index) => told[index]);
  // Where one client's rows cannot be written, the others are not told again for it.
  await endTogether(deps, ended).catch(() => Promise.all(ended.map((lease) => endAlone(deps, lease))));
  return ended.length > 0;
}

/**
 * A row in somebody's hand is free again in a moment, and so is a place: a client is not left waiting for the next
 * look.
 */
async function passedOver({ pool }: RelayDeps, places: number): Promise<boolean | number> {
  if (!(await anyDue(pool))) return false;
  return places === 0 ? FULL_MS : ROW_BUSY_MS;
}

async function tellClient(deps: RelayDeps, lease: Lease, inHand: InHand): Promise<boolean> {
  const { clientId } = lease;
  if (lease.inputs.length === 0) return true;
  try {
    const { inputs, telling } = pendingIn(lease);
    await deps.health.ask('tell', () => tellChat(deps.temporal, lease, inputs, telling));
    step('engine told');
    inHand.tell(clientId, Date.now());
    return true;
  } catch (error) {
    if (lease.failures === 0) deps.log.warn({ error, client: clientId }, 'the engine did not take inputs');
    await postpone(deps, lease, error).catch(() => undefined);
    return false;
  }
}

/** What the engine took is marked for the whole round at once. */
async function endTogether({ pool }: RelayDeps, leases: Lease[]): Promise<void> {
  if (leases.length === 0) return;
  await endLeases(pool, leases);
  const back = leases.filter(({ failures }) => failures >= PUT_ASIDE_AFTER).map(({ clientId }) => clientId);
  if (back.length > 0) await endTrouble(pool, 'input_put_aside', back);
}

async function endAlone(deps: RelayDeps, lease: Lease): Promise<void> {
  await endTogether(deps, [lease]).catch((error: unknown) => postpone(deps, lease, error).catch(() => undefined));
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
