import pg from 'pg';
import { fillDatabase } from '#db/fill/filling.ts';
import { tokenPlace } from '#db/people/page-tokens.ts';
import type { Stack } from '#test/faults/rig/stack.ts';

/** A database with so many chats. */
export interface Filled {
  chats: number;
  /** The number of the one with the most messages. */
  longest: number;
}

/** So much more or less is as good: a run before has left some. */
const ABOUT = 0.2;

/** Fills the database up to so many chats, and half as many contacts; what was there stays. */
export async function fillUpTo(
  { pool, env, keyring }: Stack,
  chats: number,
  longest: number,
  tell: (step: string) => void,
): Promise<Filled> {
  const { rows } = await pool.query<{ count: number }>('select count(*)::int as count from chat');
  const missing = chats - (rows[0]?.count ?? 0);
  if (missing < -chats * ABOUT) throw new Error(`there are ${chats - missing} chats already`);
  if (missing < chats * ABOUT) return { chats, longest: await longestChat(pool) };
  const client = new pg.Client({ connectionString: env['DATABASE_URL'] });
  await client.connect();
  try {
    const filled = await fillDatabase(client, missing, {
      contacts: Math.ceil(missing / 2),
      longest,
      sealToken: (facebookId) => keyring.seal(`token of ${facebookId}`, tokenPlace(facebookId)),
      tell: (step) => tell(`  ${step}`),
    });
    return { chats, longest: filled.longest };
  } finally {
    await client.end();
  }
}

export async function openChats({ pool }: Stack): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `select count(*)::int as count from chat where status <> 'finished'`,
  );
  return rows[0]?.count ?? 0;
}

async function longestChat(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ number: number }>(
    `select c.number from chat c join message m on m.chat_id = c.id group by c.number order by count(*) desc limit 1`,
  );
  return rows[0]?.number ?? 0;
}

/** Names of clients of whom there is a chat. */
export async function someNames({ pool }: Stack, count: number): Promise<{ first: string; last: string }[]> {
  const { rows } = await pool.query<{ first: string; last: string }>(
    `select first_name as first, last_name as last from client where last_name <> '' order by random() limit $1`,
    [count],
  );
  return rows;
}

export async function somePhones({ pool }: Stack, count: number): Promise<string[]> {
  const { rows } = await pool.query<{ phone: string }>(
    `select phone from client where phone is not null order by random() limit $1`,
    [count],
  );
  return rows.map(({ phone }) => phone);
}

export async function somePages({ pool }: Stack): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>('select distinct page_id as id from chat');
  return rows.map(({ id }) => id);
}

/** In the midst of a chat. */
export async function someMessage({ pool }: Stack, number: number): Promise<string> {
  const { rows } = await pool.query<{ id: string }>(
    `with said as (select m.id, m.at from message m join chat c on c.id = m.chat_id where c.number = $1)
     select id from said order by at offset (select count(*) / 2 from said) limit 1`,
    [number],
  );
  return rows[0]?.id ?? '';
}

export async function someOperators({ pool }: Stack, count: number): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `select employee_id as id from chat_operator group by 1 order by random() limit $1`,
    [count],
  );
  return rows.map(({ id }) => id);
}
