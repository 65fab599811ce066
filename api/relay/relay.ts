import type { Client } from '@temporalio/client';
import type { Pool } from 'pg';
import { markRelayed, pendingInputs, requeueUndecided } from '#db/inbox/inputs.ts';
import { anyDue, endLease, type Lease, leaseClients, postponeLease } from '#db/inbox/lease.ts';
import type { Logger } from '#platform/log.ts';
import { type Loop, startLoop } from '#platform/loop.ts';
import type { EngineHealth } from '../engine/health.ts';
import type { Deliveries } from '../webhooks/deliveries.ts';
import { tellChat } from './tell.ts';

/** Clients relayed at once. More would compete with accepting; those who wait a moment longer have more told in one signal. */
const AT_ONCE = 8;
/** How long a round waits at most while deliveries throng: clients are told late then, and more at a time, but never not. */
const STAND_BACK_MS = 150;
const LOOK_EVERY_MS = 1_000;
const REQUEUE_EVERY_MS = 10_000;
const ROW_BUSY_MS = 5;
const LONGEST_PAUSE_MS = 5_000;

export interface RelayDeps {
  pool: Pool;
  temporal: Client;
  log: Logger;
  health: EngineHealth;
}

/**
 * Tells each client's workflow what was accepted for it: per client in order, what piled up in one signal, marked only after the engine
 * took it. Any number of relays may run; killed anywhere, another one takes up where it was.
 */
export function startRelay(deps: RelayDeps, deliveries: Deliveries): Loop {
  const requeue = startLoop('requeue', deps.log, REQUEUE_EVERY_MS, async () => {
    const count = await requeueUndecided(deps.pool);
    if (count > 0) deps.log.info({ count }, 'told again what nobody decided about');
    return false;
  });
  const relay = startLoop('relay', deps.log, LOOK_EVERY_MS, async () => {
    await deliveries.untilFew(STAND_BACK_MS);
    return relayPass(deps);
  });
  return {
    wake: () => relay.wake(),
    stop: async () => {
      await Promise.all([relay.stop(), requeue.stop()]);
    },
  };
}

/** One round over the clients that wait; true when there may be more. */
export async function relayPass(deps: RelayDeps): Promise<boolean> {
  const leases = await leaseClients(deps.pool, AT_ONCE);
  if (leases.length === 0) return passedOver(deps);
  const results = await Promise.all(leases.map((lease) => relayClient(deps, lease)));
  return results.some(Boolean);
}

/** A row in somebody's hand is free again in a moment: a client is not left waiting for the next look. */
async function passedOver({ pool }: RelayDeps): Promise<boolean> {
  if (!(await anyDue(pool))) return false;
  await new Promise((resolve) => setTimeout(resolve, ROW_BUSY_MS));
  return true;
}

async function relayClient(deps: RelayDeps, lease: Lease): Promise<boolean> {
  try {
    for (let more = true; more;) {
      const pending = await pendingInputs(deps.pool, lease.clientId);
      more = pending.more;
      if (pending.inputs.length === 0) break;
      await deps.health.ask('tell', () => tellChat(deps.temporal, lease, pending.inputs, pending.telling));
      await markRelayed(deps.pool, pending.inputs);
    }
    await endLease(deps.pool, lease);
    return true;
  } catch (error) {
    const pause = Math.min(LONGEST_PAUSE_MS, 250 * 2 ** Math.min(lease.failures, 10));
    if (lease.failures === 0) deps.log.warn({ error, client: lease.clientId }, 'the engine did not take inputs');
    await postponeLease(deps.pool, lease, pause).catch(() => undefined);
    return false;
  }
}
