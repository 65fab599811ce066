import { endBulk, type Item, nextItems, noteAsked, settleItems } from '#db/bulk/items.ts';
import { findRecordBulk } from '#db/bulk/records/read.ts';
import type { Asked, BulkNeeds } from '#workflows/bulk/needs.ts';
import { askOne, type BulkDeps } from './ask-one.ts';
import { binTogether } from './in-bin.ts';
import { changeRecords } from './records.ts';

/** Chats that are asked side by side: others have work for the worker, too. */
const AT_ONCE = 16;

/** What bulk actions need, done by this process. */
export function createBulk(deps: BulkDeps): BulkNeeds {
  return {
    askChats: async ({ bulkId, limit }) => {
      const bulk = await findRecordBulk(deps.pool, bulkId);
      return bulk ? changeRecords(deps, bulk, limit) : askLot(deps, bulkId, limit);
    },
  };
}

async function askLot(deps: BulkDeps, bulkId: string, limit: number): Promise<Asked> {
  const items = await nextItems(deps.pool, bulkId, limit);
  const numbers = items.map(({ number }) => number);
  const asked = new Set(await noteAsked(deps.pool, bulkId, numbers));
  const lot = items.filter(({ number }) => asked.has(number));
  const together = await binTogether(deps, bulkId, lot);
  const alone = lot.filter((item) => !together.has(item));
  const settled = together.size + (await askEach(deps, bulkId, alone));
  // A lot that was not full was the last one, unless some of it are asked again.
  const more = items.length === limit || settled < lot.length;
  if (!more) await endBulk(deps.pool, bulkId);
  return { settled, more };
}

/** How many have said yes or no. */
async function askEach(deps: BulkDeps, bulkId: string, items: Item[]): Promise<number> {
  const waiting = [...items];
  let settled = 0;
  const ask = async (): Promise<void> => {
    for (let item = waiting.shift(); item; item = waiting.shift()) {
      const said = await askOne(deps, bulkId, item);
      if (said === 'later') continue;
      await settleItems(deps.pool, bulkId, [{ number: item.number, code: said.code }]);
      settled += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, ask));
  return settled;
}
