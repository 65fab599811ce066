import { inTransaction } from '#db/connection/transaction.ts';
import { readSettings } from '#db/settings/read.ts';
import { keepVerdicts, markRepeats, nextUnjudged } from '#db/imports/rows.ts';
import { holdImport, setPlace, setState } from '#db/imports/write.ts';
import type { Stepped } from '#workflows/importing/needs.ts';
import type { ImportingDeps } from './deps.ts';
import { judge, knownTo, readRow } from './judge.ts';

/** Rows that are judged at once. */
const LOT = 500;

/** Says of the next rows what would become of them; nothing else is changed. */
export async function checkLot({ pool }: ImportingDeps, importId: string): Promise<Stepped> {
  const { settings } = await readSettings(pool, null);
  return inTransaction(pool, async (tx): Promise<Stepped> => {
    const held = await holdImport(tx, importId);
    if (held?.state !== 'checking') return { next: held ? 'lot' : null };
    const rows = await nextUnjudged(tx, importId, held.place, LOT);
    const last = rows.at(-1);
    if (!last) {
      await markRepeats(tx, importId);
      await setState(tx, importId, 'ready');
      return { next: null };
    }
    const reading = { columns: held.layout.columns, country: settings.phoneCountry };
    const reads = rows.map((row) => readRow(row, reading));
    const known = await knownTo(tx, reads);
    await keepVerdicts(
      tx,
      importId,
      reads.map((read) => judge(read, known, reading)),
    );
    await setPlace(tx, importId, last.line);
    return { next: 'lot' };
  });
}
