import type { Pool } from 'pg';
import type { Total } from '#db/chats/listing/total.ts';
import { type ChosenRecord, type Found, totalOf } from './listing.ts';

/** How one kind of record is chosen, counted and read. */
interface Ways<Filter, Page, Row> {
  /** A page of what is not sought. */
  choose(pool: Pool, page: Page): Promise<ChosenRecord[]>;
  /** A page of what is sought, and how much was found. */
  seek(pool: Pool, page: Page): Promise<{ chosen: ChosenRecord[]; found: Found }>;
  countAny(pool: Pool, filter: Filter): Promise<number>;
  countSought(pool: Pool, filter: Filter): Promise<number>;
  /** With all that is told of them, in their order. */
  dress(pool: Pool, chosen: readonly ChosenRecord[]): Promise<Row[]>;
}

/**
 * A list of contacts, leads or orders: which ones is found by indexes alone, and only those that are told are dressed.
 * Of what is sought, up to ten thousand are counted.
 */
export function listOf<Filter extends { q: string }, Page extends Filter & { offset: number }, Row>(
  ways: Ways<Filter, Page, Row>,
) {
  const choose = async (pool: Pool, page: Page): Promise<ChosenRecord[]> =>
    page.q === '' ? ways.choose(pool, page) : (await ways.seek(pool, page)).chosen;
  const next = async (pool: Pool, page: Page): Promise<Row[]> => ways.dress(pool, await choose(pool, page));
  return {
    /** Their ids alone. */
    choose,
    /** The same for whoever goes through all of them: nobody counts again for each page. */
    next,
    /** All of them, exactly. */
    count: (pool: Pool, filter: Filter): Promise<number> =>
      filter.q === '' ? ways.countAny(pool, filter) : ways.countSought(pool, filter),
    /** Those that fit, and how many there are in all. */
    list: async (pool: Pool, page: Page): Promise<{ rows: Row[]; total: Total }> => {
      if (page.q === '') {
        const [rows, count] = await Promise.all([next(pool, page), ways.countAny(pool, page)]);
        return { rows, total: { count, isExact: true } };
      }
      const { chosen, found } = await ways.seek(pool, page);
      return { rows: await ways.dress(pool, chosen), total: totalOf(found, page.offset + chosen.length) };
    },
  };
}
