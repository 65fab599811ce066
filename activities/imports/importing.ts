import { Context } from '@temporalio/activity';
import { inTransaction } from '#db/connection/transaction.ts';
import { findImport } from '#db/imports/read.ts';
import { holdImport, setState } from '#db/imports/write.ts';
import type { ImportReason } from '#db/entities/crm/contact-import.ts';
import { NotInStore } from '#platform/store/errors.ts';
import type { ImportNeeds, Stepped } from '#workflows/importing/needs.ts';
import { bringLot } from './bring.ts';
import { checkLot } from './check.ts';
import type { ImportingDeps } from './deps.ts';
import { readAll } from './read-table.ts';
import { NotReadable } from './table/not-readable.ts';
import { undoLot } from './undo.ts';

/** What imports need, done by this process. */
export function createImporting(deps: ImportingDeps): ImportNeeds {
  return {
    readTable: async ({ importId }) => {
      const context = Context.current();
      const beat = (): void => {
        context.heartbeat();
        context.cancellationSignal.throwIfAborted();
      };
      return readOne(deps, importId, beat);
    },
    takeLot: async ({ importId }) => {
      const { state } = (await findImport(deps.pool, importId)) ?? {};
      if (state === 'reading') return { next: 'read' };
      if (state === 'checking') return checkLot(deps, importId);
      if (state === 'running') return bringLot(deps, importId);
      return state === 'undoing' ? undoLot(deps, importId) : { next: null };
    },
    giveUpImport: async ({ importId }) => {
      deps.log.warn({ import: importId }, 'a file of contacts could not be read');
      await fail(deps, importId, 'given_up');
    },
  };
}

async function readOne(deps: ImportingDeps, importId: string, beat: () => void): Promise<Stepped> {
  const held = await inTransaction(deps.pool, (tx) => holdImport(tx, importId));
  if (held?.state !== 'reading') return { next: held ? 'lot' : null };
  try {
    await readAll(deps, held, beat);
    return { next: 'lot' };
  } catch (error) {
    if (!(error instanceof NotReadable || error instanceof NotInStore)) throw error;
    await fail(deps, importId, error instanceof NotReadable ? error.reason : 'given_up');
    return { next: null };
  }
}

async function fail({ pool }: ImportingDeps, importId: string, reason: ImportReason): Promise<void> {
  await inTransaction(pool, async (tx) => {
    if ((await holdImport(tx, importId))?.state === 'reading') await setState(tx, importId, 'failed', reason);
  });
}
