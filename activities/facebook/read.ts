import { z } from 'zod';
import { errorOf, isRateLimit } from '../messenger/graph-error.ts';
import type { GraphAnswer } from '../messenger/graph-call.ts';
import type { Graph } from '../messenger/graph.ts';
import { LoginFailed, NotNow } from './exchange.ts';

const PER_PAGE = 100;
/** Nobody has more pages than these bring; a list that has no end is not followed further. */
const MOST_LISTS = 50;

const cursors = z.object({ after: z.string().optional() }).optional();
const list = z.object({ data: z.array(z.unknown()), paging: z.object({ cursors }).optional() });

/** All items of an edge; those that cannot be read are left out. */
export async function readAll<T>(
  graph: Graph,
  { path, fields, token, item }: { path: string; fields: string; token: string; item: z.ZodType<T> },
): Promise<T[]> {
  const items: T[] = [];
  let after: string | undefined;
  for (let lists = 0; lists < MOST_LISTS; lists += 1) {
    const query = { ...(fields && { fields }), limit: String(PER_PAGE), ...(after && { after }) };
    const { data, paging } = bodyOf(await graph.get(path, query, token), list);
    items.push(...data.flatMap((one) => item.safeParse(one).data ?? []));
    after = paging?.cursors?.after;
    if (data.length === 0 || after === undefined) return items;
  }
  return items;
}

/** What a good answer says; throws for what is none. */
export function bodyOf<T>(answer: GraphAnswer, schema: z.ZodType<T>): T {
  if (answer.kind !== 'answer') throw new NotNow(answer.code);
  const { code, transient } = errorOf(answer.body);
  if (code === null) {
    const read = schema.safeParse(answer.body);
    if (read.success) return read.data;
    // Something in between answered.
    throw answer.status >= 500 ? new NotNow(String(answer.status)) : new LoginFailed('strange');
  }
  if (transient || code === 2 || isRateLimit(code)) throw new NotNow(String(code));
  throw new MetaRefused(code);
}

/** Meta refuses this call for good; its code says why. */
export class MetaRefused extends Error {
  override name = 'MetaRefused';
  readonly code: number;
  constructor(code: number) {
    super(String(code));
    this.code = code;
  }
}
