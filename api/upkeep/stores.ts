import { withAdvisoryLock } from '#db/connection/advisory-lock.ts';
import { beginEpoch } from '#db/epoch/begin.ts';
import { compareStores, type Older } from '#db/epoch/compare.ts';
import { noteCompared, readStanding, saveBeat } from '#db/epoch/standing.ts';
import { saveFact } from '#db/installation/values.ts';
import { endTrouble, noticeTrouble } from '#db/troubles/write.ts';
import type { Job } from '#platform/background.ts';
import { registerSearchAttributes } from '#platform/temporal.ts';
import { leaveWitness, readWitness } from '#platform/witness.ts';
import type { UpkeepDeps } from './deps.ts';
import { tellOpenChats } from './tell-open-chats.ts';
import { ENGINE_DEADLINE_MS } from '#activities/telling/tell.ts';

const LOOK_EVERY_MS = 2_000;
/** An engine that is away for so long is told of; a restart is not. */
const AWAY_MS = 15_000;

/**
 * Compares the two stores again and again. A beat is counted in both, in PostgreSQL first: the one that has fewer was
 * put back to an older copy, a namespace with another id lost its data. Then an epoch of the installation begins, and
 * every open chat is told of it: it takes itself up from what PostgreSQL keeps. `recovered` is called when there may be
 * something to tell again.
 */
export function watchStores(deps: UpkeepDeps, recovered: () => void): Job {
  return {
    name: 'stores',
    everyMs: LOOK_EVERY_MS,
    topics: [],
    pass: async () => {
      try {
        if (await withAdvisoryLock(deps.pool, () => compareAndBeat(deps))) recovered();
        await endTrouble(deps.pool, 'engine_away');
      } catch (error) {
        await tellIfAway(deps, error);
        throw error;
      }
      return false;
    },
  };
}

async function tellIfAway({ health, pool, temporal }: UpkeepDeps, error: unknown): Promise<void> {
  const since = health.awaySince();
  if (since === null || Date.now() - since < AWAY_MS) return;
  const detail = error instanceof Error ? error.name : null;
  await noticeTrouble(pool, { kind: 'engine_away', ref: temporal.options.namespace, reason: 'fails', detail });
}

/** Answers whether anything has to be told again. */
export async function compareAndBeat(deps: UpkeepDeps): Promise<boolean> {
  const { pool, temporal, health } = deps;
  const ours = await readStanding(pool);
  const theirs = await health.ask('beat', () =>
    temporal.withDeadline(Date.now() + ENGINE_DEADLINE_MS, () => readWitness(temporal, ours.installation)),
  );
  const older = compareStores(ours, theirs);
  const isNew = ours.engine !== theirs.engine;
  if (isNew) await registerSearchAttributes(temporal);
  const number = Math.max(ours.epoch?.number ?? 0, theirs.epoch) + (older ? 1 : 0);
  const after = theirs.beat ?? 0;
  const beat = Math.max(ours.beat, after) + 1;
  if (older) await begin(deps, older, number, { beat, after });
  else await saveBeat(pool, beat, after);
  if (isNew) await saveFact(pool, 'engine', theirs.engine);
  if (!ours.isCompared) await noteCompared(pool);
  await health.ask('beat', () =>
    temporal.withDeadline(Date.now() + ENGINE_DEADLINE_MS, () =>
      leaveWitness(temporal, ours.installation, { place: theirs.place, epoch: number, beat }),
    ),
  );
  if (older || (ours.epoch && ours.told < ours.epoch.number)) await tellEverybody(deps, number);
  return Boolean(older) || isNew;
}

async function begin(
  deps: UpkeepDeps,
  reason: Older,
  number: number,
  beat: { beat: number; after: number },
): Promise<void> {
  await beginEpoch(deps.pool, { number, reason }, beat);
  deps.log.warn({ reason, epoch: number }, 'one of the two stores is older than the other: chats are taken up again');
  const kind = reason === 'database_restored' ? 'database_restored' : 'engine_restored';
  await noticeTrouble(deps.pool, { kind, ref: `epoch ${number}`, reason });
}

/**
 * Goes on where it was broken off: with thousands of chats an engine that has just come back may be slow for a moment
 * more than once. Fine to say twice: a chat that knows of the epoch is left alone, one that does not run is started.
 */
async function tellEverybody(deps: UpkeepDeps, epoch: number): Promise<void> {
  const { epoch: present, telling } = await readStanding(deps.pool);
  const count = await tellOpenChats(deps, epoch, {
    instead: present?.reason === 'engine_restored',
    after: telling?.epoch === epoch ? telling.after : 0,
    told: (after) => saveFact(deps.pool, 'epoch_telling', { epoch, after }),
  });
  await saveFact(deps.pool, 'epoch_told', epoch);
  deps.log.warn({ count, epoch }, 'every open chat was told to take itself up');
}
