import { endBulk, type Item, nextItems, noteAsked, settleItem } from '#db/bulk/items.ts';
import type { BulkNeeds } from '#workflows/bulk/needs.ts';
import { askOne, type BulkDeps } from './ask-one.ts';

/** Chats that are asked side by side: others have work for the worker, too. */
const AT_ONCE = 8;

/** What bulk actions need, done by this process. */
export function createBulk(deps: BulkDeps): BulkNeeds {
  return {
    askChats: async ({ bulkId, limit }) => {
      const items = await nextItems(deps.pool, bulkId, limit);
      const numbers = items.map(({ number }) => number);
      const asked = new Set(await noteAsked(deps.pool, bulkId, numbers));
      const waiting = items.filter(({ number }) => asked.has(number));
      const lot = waiting.length;
      let settled = 0;
      const ask = async (): Promise<void> => {
        for (let item = waiting.shift(); item; item = waiting.shift())
          if (await settle(deps, bulkId, item)) settled += 1;
      };
      await Promise.all(Array.from({ length: AT_ONCE }, ask));
      // A lot that was not full was the last one, unless some of it are asked again.
      const more = items.length === limit || settled < lot;
      if (!more) await endBulk(deps.pool, bulkId);
      return { settled, more };
    },
  };
}

async function settle(deps: BulkDeps, bulkId: string, item: Item): Promise<boolean> {
  const said = await askOne(deps, bulkId, item);
  if (said === 'later') return false;
  await settleItem(deps.pool, bulkId, item.number, said.code);
  return true;
}
