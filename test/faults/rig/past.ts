import { chatWorkflowId } from '#workflows/chat/interface.ts';
import { fault, type Fault } from '../judge/verdict.ts';
import type { Rig } from './rig.ts';
import { PATIENCE_MS, until } from './wait.ts';

/** What stands in the timelines of this run's chats, each entry as one line, by chat. */
export type Past = Map<number, string[]>;

export async function readPast(rig: Rig): Promise<Past> {
  const { rows } = await rig.stack.pool.query<{ number: number; line: string }>(
    `select c.number, concat_ws(' ', t.seq, t.n, t.at, t.kind, t.by_id, t.about_id, t.reason) as line
     from timeline t join chat c on c.id = t.chat_id where c.page_id = any($1::uuid[]) order by c.number, t.seq, t.n`,
    [rig.pages.map(({ id }) => id)],
  );
  const past: Past = new Map();
  for (const { number, line } of rows) past.set(number, [...(past.get(number) ?? []), line]);
  return past;
}

/** What stood in the timelines stands there still, word for word and first. */
export async function judgePast(rig: Rig, before: Past): Promise<Fault[]> {
  const now = await readPast(rig);
  const rewritten = [...before].filter(([number, lines]) => lines.some((line, n) => now.get(number)?.[n] !== line));
  return rewritten.map(([number]) => fault('row', 'wrong state', `the timeline of chat ${number} was rewritten`));
}

/** Somebody's chat says why it was taken up again. */
export async function judgeRecovered(rig: Rig, codes: string[]): Promise<Fault[]> {
  const { rows } = await rig.stack.pool.query<{ code: string }>(
    `select distinct t.reason ->> 'code' as code from timeline t join chat c on c.id = t.chat_id
     where c.page_id = any($1::uuid[]) and t.kind = 'recovered'`,
    [rig.pages.map(({ id }) => id)],
  );
  const found = rows.map(({ code }) => code);
  const odd = found.filter((code) => !codes.includes(code));
  return [
    ...(found.length === 0 ? [fault('row', 'wrong state', 'no chat says that it was taken up again')] : []),
    ...odd.map((code) => fault('row', 'wrong state', `a chat was taken up again for another reason: ${code}`)),
  ];
}

/** Both stores have counted on by two: a copy made before is older than either. */
export async function untilBeats({ stack }: Rig): Promise<void> {
  const beat = async () => {
    const { rows } = await stack.pool.query<{ beat: number }>(
      `select (value #>> '{}')::int as beat from installation where name = 'beat'`,
    );
    return rows[0]?.beat ?? 0;
  };
  const before = await beat();
  for (const until = Date.now() + PATIENCE_MS; (await beat()) < before + 3 && Date.now() < until;)
    await new Promise((resolve) => setTimeout(resolve, 100));
}

/** Number of the installation's present epoch; 0 before the first. */
export async function epochOf({ stack }: Rig): Promise<number> {
  const { rows } = await stack.pool.query<{ number: number }>(
    `select (value ->> 'number')::int as number from installation where name = 'epoch'`,
  );
  return rows[0]?.number ?? 0;
}

/**
 * The product has noticed which store is the older one, in an epoch behind `before`, and every open chat has heard of
 * it.
 */
export async function untilEpoch({ stack }: Rig, reason: string, before: number): Promise<Fault[]> {
  const heard = await until(async () => {
    const { rows } = await stack.pool
      .query<{ heard: boolean }>(
        `select e.value ->> 'reason' = $1 and (e.value ->> 'number')::int > $2
           and (t.value #>> '{}')::int = (e.value ->> 'number')::int as heard
         from installation e join installation t on e.name = 'epoch' and t.name = 'epoch_told'`,
        [reason, before],
      )
      .catch(() => ({ rows: [] }));
    return rows[0]?.heard || undefined;
  });
  return heard ? [] : [fault('row', 'wrong state', `nobody noticed: ${reason}`)];
}

/** Every open chat has taken itself up in the present epoch. */
export async function untilTakenUp(rig: Rig): Promise<Fault[]> {
  const behind = async () => {
    const { rows } = await rig.stack.pool.query<{ count: number }>(
      `select count(*)::int as count from chat c, installation e
       where e.name = 'epoch' and c.page_id = any($1::uuid[]) and c.status <> 'finished' and c.state is not null
         and coalesce((c.trail -> -1 ->> 'epoch')::int, 0) < (e.value ->> 'number')::int`,
      [rig.pages.map(({ id }) => id)],
    );
    return rows[0]?.count ?? 0;
  };
  await until(async () => (await behind()) === 0 || undefined);
  const count = await behind();
  return count === 0 ? [] : [fault('row', 'wrong state', `${count} chats were not taken up`)];
}

/**
 * Every chat that was open as the fault was lifted has a workflow that runs, those that nobody writes in any more, too:
 * the elders' are such.
 */
export async function untilRunning({ stack, pages, liftedAt }: Rig): Promise<Fault[]> {
  const { rows } = await stack.pool.query<{ clientId: string }>(
    `select client_id as "clientId" from chat where page_id = any($1::uuid[]) and status <> 'finished'
       and state is not null and created_at < $2`,
    [pages.map(({ id }) => id), new Date(liftedAt)],
  );
  const missing = new Set(rows.map(({ clientId }) => clientId));
  const isThere = async (id: string): Promise<boolean> => {
    const { rows: open } = await stack.pool.query(`select 1 from chat where client_id = $1 and status <> 'finished'`, [
      id,
    ]);
    if (open.length === 0) return true;
    const handle = stack.engine.workflow.getHandle(chatWorkflowId(id));
    return handle.describe().then(
      ({ status }) => status.name === 'RUNNING',
      () => false,
    );
  };
  await until(async () => {
    for (const id of missing) if (await isThere(id)) missing.delete(id);
    return missing.size === 0 || undefined;
  });
  return [...missing].map((id) => fault('row', 'lost', `the chat of ${id} has no workflow a minute later`));
}
