import type { Client } from '@temporalio/client';
import type { Pool } from 'pg';
import { type SavedWith, ReplacesKept, saveDecisions } from '#db/decisions/save.ts';
import { compareStores, type Older } from '#db/epoch/compare.ts';
import { readStanding } from '#db/epoch/standing.ts';
import { readWitness } from '#platform/witness.ts';
import type { Saved, Saving } from '#workflows/chat/needs.ts';
import { ENGINE_DEADLINE_MS } from './telling/tell.ts';

/**
 * Keeps what a chat decided. What would overwrite is kept only after both stores were asked which is the older one: a
 * task whose save is kept is taken again by an engine that was put back, too, and nobody may have noticed that yet.
 */
export async function keep(
  { pool, temporal }: { pool: Pool; temporal: Client },
  saving: Saving,
  written: SavedWith,
): Promise<Saved> {
  try {
    return await saveDecisions(pool, saving, written);
  } catch (error) {
    if (!(error instanceof ReplacesKept)) throw error;
  }
  return saveDecisions(pool, saving, { ...written, older: await olderStore(pool, temporal) });
}

/** A count that comes in between is asked again: of it one store may know and the other not. */
async function olderStore(pool: Pool, temporal: Client): Promise<Older | null> {
  for (;;) {
    const before = await readStanding(pool);
    const theirs = await temporal.withDeadline(Date.now() + ENGINE_DEADLINE_MS, () =>
      readWitness(temporal, before.installation),
    );
    const ours = await readStanding(pool);
    if (ours.beat === before.beat) return compareStores(ours, theirs);
  }
}
