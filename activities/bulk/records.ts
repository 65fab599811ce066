import { endBulk } from '#db/bulk/items.ts';
import { changeOne, removeOne, type Settled, undoOne } from '#db/bulk/records/change.ts';
import { findChanged, holdItem, nextPlaces, type RecordBulk } from '#db/bulk/records/read.ts';
import { settleItem } from '#db/bulk/records/write.ts';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import type { Asked } from '#workflows/bulk/needs.ts';
import type { BulkDeps } from './ask-one.ts';

/** The next contacts, leads or orders, one after another: each is changed and settled in one transaction. */
export async function changeRecords(deps: BulkDeps, bulk: RecordBulk, limit: number): Promise<Asked> {
  const places = await nextPlaces(deps.pool, bulk.id, limit);
  for (const place of places) await inTransaction(deps.pool, (tx) => settle(tx, bulk, place));
  if (places.length > 0) deps.notifier.notify('change', 'routing');
  const more = places.length === limit;
  if (!more) await endBulk(deps.pool, bulk.id);
  return { settled: places.length, more };
}

async function settle(tx: Sql, bulk: RecordBulk, place: number): Promise<void> {
  const recordId = await holdItem(tx, bulk.id, place);
  if (recordId !== null) await settleItem(tx, bulk.id, place, await ask(tx, bulk, recordId));
}

async function ask(tx: Sql, { about, action, employeeId, wanted, undoesId, mayAsk }: RecordBulk, id: string) {
  if (!mayAsk) return { code: 'NOT_ALLOWED', before: null } satisfies Settled;
  if (action === 'delete') return removeOne(tx, id);
  if (undoesId === null) return changeOne(tx, about, id, wanted ?? {}, employeeId);
  return undoOne(tx, about, id, await findChanged(tx, undoesId, id), employeeId);
}
