import { inTransaction } from '#db/connection/transaction.ts';
import { readSettings } from '#db/settings/read.ts';
import { oneAtATime } from '#db/imports/match.ts';
import { keepBrought, nextToBring } from '#db/imports/rows.ts';
import { holdImport, setPlace, setState } from '#db/imports/write.ts';
import type { Stepped } from '#workflows/importing/needs.ts';
import type { ImportingDeps } from './deps.ts';
import { knownTo, readRow } from './judge.ts';
import { BringingLot } from './lot.ts';

/** Rows that are brought in by one transaction. */
const LOT = 250;

/**
 * Brings the next rows in. What each made stands in the same transaction, so that nobody who is killed leaves a row
 * that is brought in again.
 */
export async function bringLot({ pool, notifier }: ImportingDeps, importId: string): Promise<Stepped> {
  const { settings } = await readSettings(pool, null);
  const stepped = await inTransaction(pool, async (tx): Promise<Stepped> => {
    await oneAtATime(tx);
    const held = await holdImport(tx, importId);
    if (held?.state !== 'running') return { next: held ? 'lot' : null };
    const rows = await nextToBring(tx, importId, held.place, LOT);
    const last = rows.at(-1);
    if (!last) {
      await setState(tx, importId, 'done');
      return { next: null };
    }
    const reading = { columns: held.layout.columns, country: settings.phoneCountry };
    const reads = rows.map((row) => readRow(row, reading));
    const lot = new BringingLot(tx, held, reading, await knownTo(tx, reads));
    for (const read of reads) await lot.take(read);
    await keepBrought(tx, importId, await lot.brought());
    await setPlace(tx, importId, last.line);
    return { next: 'lot' };
  });
  notifier.notify('change', 'routing');
  return stepped;
}
