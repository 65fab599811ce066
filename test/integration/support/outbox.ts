import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { createGraph, type Graph } from '#activities/messenger/graph.ts';
import type { TroubleKind } from '#db/entities/trouble.ts';
import { Notifier } from '#db/notify/notifier.ts';
import { insertPage } from '#db/people/add-page.ts';
import { tokenPlace } from '#db/people/page-tokens.ts';
import { createLogger } from '#platform/log.ts';
import { startBackground, type Job } from '#platform/background.ts';
import { eventually, newPsid, type Stage } from '../workflows/stage.ts';

/** The outbox by itself: messages that chats have released, without the chats' workflows. */
export interface Outbox {
  client(pageId: string, psid?: string): Promise<ClientRef>;
  queue(pageId: string, text: string, more?: { client?: ClientRef; decided?: boolean }): Promise<string>;
  /** Each of another client. */
  queueMany(pageId: string, count: number, file?: 'audio'): Promise<void>;
  become(state: string, more: string): Promise<void>;
  pausePage(pageId: string): Promise<void>;
  read(id: string): Promise<[{ state: string; reason_code: string | null; lookups: number; attempts: number }]>;
  /** What the troubles of a kind that are not over are about. */
  troubles(kind: TroubleKind): Promise<string[]>;
}

interface ClientRef {
  clientId: string;
  chatId: string;
}

/** Messages that one statement queues. */
const HANDFUL = 500;
const log = createLogger('test', 'silent');

/** What the outbox's work stands on. */
export const needsOf = (stage: Stage, graph: Graph = createGraph(stage.messenger.url, '')) => ({
  pool: stage.database.pool,
  store: stage.store,
  graph,
  keyring: stage.keyring,
  notifier: new Notifier(stage.database.pool),
  log,
});

/** Works while `until` has not come about. */
export async function working<T>(jobs: Job[], until: () => Promise<T | null | undefined | false>): Promise<T> {
  const background = startBackground(jobs, log);
  try {
    return await eventually(until);
  } finally {
    await background.stop();
  }
}

export async function newPage({ database, keyring }: Stage, sealing = keyring, token = 'EAAB-demo-dim-i-svitlo') {
  const facebookId = newPsid();
  const page = await insertPage(database.pool, {
    facebookId,
    name: `page ${randomUUID()}`,
    sealedToken: sealing.seal(token, tokenPlace(facebookId)),
    employeeIds: [],
  });
  if (!page) throw new Error('the page was not connected');
  return page;
}

/** Nothing is left of the tests before. */
export async function emptyOutbox(pool: Pool): Promise<void> {
  await pool.query(`delete from page where name like 'page %'`);
  await pool.query('delete from client');
  await pool.query('delete from trouble');
}

export const outboxOf = (pool: Pool): Outbox => ({ ...queueOf(pool), ...statesOf(pool) });

/** What a test puts into it. */
function queueOf(pool: Pool): Pick<Outbox, 'client' | 'queue' | 'queueMany'> {
  const client = async (pageId: string, psid = newPsid()): Promise<ClientRef> => {
    const added = 'insert into client (page_id, psid) values ($1, $2) returning id';
    const clientId = await idOf(pool, added, [pageId, psid]);
    const opened = 'insert into chat (client_id, page_id) values ($1, $2) returning id';
    const chatId = await idOf(pool, opened, [clientId, pageId]);
    return { clientId, chatId };
  };
  return {
    client,
    queue: async (pageId, text, more = {}) => {
      const { clientId, chatId } = more.client ?? (await client(pageId));
      return idOf(
        pool,
        `insert into message (chat_id, client_id, page_id, direction, via, text, state, at, decided, key)
         values ($1, $2, $3, 'out', 'desk', $4, 'queued', now(), $5, $6) returning id`,
        [chatId, clientId, pageId, text, more.decided ?? true, randomUUID()],
      );
    },
    queueMany: async (pageId, count, file) => {
      const fileId = file ? await keepFile(pool, file) : null;
      // In handfuls: one statement for thousands takes longer than any statement may on a busy machine.
      for (let from = 1; from <= count; from += HANDFUL)
        await pool.query(
          `with clients as (
             insert into client (page_id, psid)
             select $1, 'p' || n from generate_series($2::int, $3::int) n returning id
           ), chats as (
             insert into chat (client_id, page_id) select id, $1 from clients returning id, client_id
           )
           insert into message (chat_id, client_id, page_id, direction, via, text, state, at, decided, key, file_id)
           select id, client_id, $1, 'out', 'desk', 'hello', 'queued', now(), true, gen_random_uuid(), $4 from chats`,
          [pageId, from, Math.min(count, from + HANDFUL - 1), fileId],
        );
    },
  };
}

/** What becomes of it. */
function statesOf(pool: Pool): Pick<Outbox, 'become' | 'pausePage' | 'read' | 'troubles'> {
  return {
    become: async (state, more) => {
      await pool.query(`update message set state = $1, ${more} where direction = 'out'`, [state]);
    },
    pausePage: async (pageId) => {
      const paused = `update page set health = 'paused', paused_until = now() - interval '1 hour' where id = $1`;
      await pool.query(paused, [pageId]);
    },
    read: async (id) => {
      const found = 'select state, reason_code, lookups, attempts from message where id = $1';
      return (await pool.query(found, [id])).rows as Awaited<ReturnType<Outbox['read']>>;
    },
    troubles: async (kind) => {
      const present = 'select ref from trouble where kind = $1 and ended_at is null order by ref';
      return (await pool.query<{ ref: string }>(present, [kind])).rows.map(({ ref }) => ref);
    },
  };
}

async function idOf(pool: Pool, sql: string, values: unknown[]): Promise<string> {
  return (await pool.query<{ id: string }>(sql, values)).rows[0]?.id ?? '';
}

async function keepFile(pool: Pool, kind: string): Promise<string> {
  const { rows } = await pool.query<{ id: string }>(
    `insert into file (name, mime, kind, size, sha256, content) values ($1, $2, $3, 1, $4, 'x') returning id`,
    ['a.mp3', 'audio/mpeg', kind, randomUUID()],
  );
  return rows[0]?.id ?? '';
}
