import { isDeepStrictEqual } from 'node:util';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import { type ContactFields, readFields } from '#db/contacts/fields.ts';
import { removeUnused } from '#db/contacts/remove.ts';
import { updateWithin } from '#db/contacts/write.ts';
import { lastChange, putBackLastChange } from '#db/imports/last-change.ts';
import { oneAtATime } from '#db/imports/match.ts';
import { type DoneRow, keepUndone, nextToUndo, type UndoneRow } from '#db/imports/rows.ts';
import { holdImport, setPlace, setState } from '#db/imports/write.ts';
import { CONTACT_FIELDS } from '#db/entities/crm/contact-history.ts';
import type { Stepped } from '#workflows/importing/needs.ts';
import type { ImportingDeps } from './deps.ts';
import { without } from './fill.ts';

/** Rows that are taken back by one transaction. */
const LOT = 250;

/** Takes the last rows back that still stand: whom they made goes, what they changed is as it was. */
export async function undoLot({ pool, notifier }: ImportingDeps, importId: string): Promise<Stepped> {
  const stepped = await inTransaction(pool, async (tx): Promise<Stepped> => {
    await oneAtATime(tx);
    const held = await holdImport(tx, importId);
    if (held?.state !== 'undoing') return { next: held ? 'lot' : null };
    const rows = await nextToUndo(tx, importId, held.place, LOT);
    const last = rows.at(-1);
    if (!last) {
      await setState(tx, importId, 'undone');
      return { next: null };
    }
    const changed: UndoneRow[] = [];
    for (const row of rows) if (row.result === 'changed') changed.push(await giveBack(tx, row, held.employeeId));
    await keepUndone(tx, importId, [...changed, ...(await takeBack(tx, rows))]);
    await setPlace(tx, importId, last.line);
    return { next: 'lot' };
  });
  notifier.notify('change', 'routing');
  return stepped;
}

async function takeBack(tx: Sql, rows: readonly DoneRow[]): Promise<UndoneRow[]> {
  const made = rows.filter(({ result }) => result === 'made');
  const removed = new Set(
    await removeUnused(
      tx,
      made.map(({ contactId, kept }) => ({ id: contactId, since: kept.after })),
    ),
  );
  return made.map(({ line, contactId, kept }) => ({ line, kept, undone: removed.has(contactId) ? 'removed' : 'kept' }));
}

/** What nobody changed since is as it was; what somebody did is named. */
async function giveBack(tx: Sql, { line, contactId, kept }: DoneRow, by: string | null): Promise<UndoneRow> {
  const now = await readFields(tx, contactId);
  if (!now) return { line, kept, undone: 'removed' };
  const isSince = (await lastChange(tx, contactId)) !== kept.after;
  const fields = CONTACT_FIELDS.filter((field) => field in kept.became);
  const left = fields.filter((field) => !isDeepStrictEqual(plain(now[field]), plain(kept.became[field])));
  const written = await updateWithin(tx, contactId, without(kept.was, left), by);
  const refused = typeof written === 'string' ? fields : left;
  if (!isSince && refused.length === 0 && kept.before !== null) await putBackLastChange(tx, contactId, kept.before);
  return { line, kept: { ...kept, left: refused }, undone: refused.length > 0 ? 'kept' : 'restored' };
}

/** What a company is called now does not say that the person left it. */
function plain(value: ContactFields[keyof ContactFields] | undefined): unknown {
  if (!Array.isArray(value)) return value;
  return value.map((item) => ('role' in item ? { id: item.id, role: item.role } : item));
}
