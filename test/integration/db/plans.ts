import type { Pool } from 'pg';

const TABLES = ['chat', 'client', 'message', 'chat_operator', 'client_words', 'message_words', 'timeline'];
const RECORDS = ['contact', 'lead', 'customer_order', 'order_line', 'document'];
const readWhole = (tables: readonly string[]): RegExp => new RegExp(`Seq Scan on (${tables.join('|')})\\b`);
/** What no list may do: read a table from its beginning to its end. */
export const LARGE = readWhole(TABLES);
/** The same where there are many contacts, leads, orders and documents: of a few they are read whole by right. */
export const LARGE_OF_CRM = readWhole([...TABLES, ...RECORDS]);

/** The plans of all that is asked, by the planner's own choice. */
export async function plansOf(
  pool: Pool,
  work: (on: Pool) => Promise<unknown>,
  explain: 'explain' | 'explain (analyze)' = 'explain',
): Promise<string[]> {
  const plans: string[] = [];
  const client = await pool.connect();
  const explained = async (given: string | { text: string; values: unknown[] }, values: unknown[] = []) => {
    const text = typeof given === 'string' ? given : given.text;
    const bound = typeof given === 'string' ? values : given.values;
    if (/^(with|select)/.test(text.trim())) {
      const plan = await client.query<Record<string, string>>(`${explain} ${text}`, bound);
      plans.push(plan.rows.map((row) => row['QUERY PLAN']).join('\n'));
    }
    return client.query(text, bound);
  };
  const on = { query: explained, on: () => on, off: () => on, release: () => undefined };
  await work({ ...on, connect: () => Promise.resolve(on) } as unknown as Pool);
  client.release();
  return plans;
}

/** How many rows of chats, clients and messages a plan that was carried out went through. */
export function rowsOf(plan: string): number {
  const scans = plan.matchAll(/ on (?:chat|client|message|chat_operator)\b.*actual .*rows=([\d.]+) loops=(\d+)\)/g);
  return [...scans].reduce((sum, [, rows, loops]) => sum + Number(rows) * Number(loops), 0);
}
