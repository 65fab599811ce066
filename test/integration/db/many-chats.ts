import pg from 'pg';
import type { ChatFilter } from '#db/chats/listing/filter.ts';
import { fillDatabase } from '#db/fill/filling.ts';
import { createDatabase } from '#test/ground/database.ts';

/** As many as make reading everything dearer than an index. */
const CHATS = 10_000;

export interface ManyChats {
  pool: pg.Pool;
  /** So many more. */
  fill(chats: number): Promise<void>;
  close(): Promise<void>;
}

/** A database of its own with ten thousand chats. */
export async function fillManyChats(): Promise<ManyChats> {
  const database = await createDatabase();
  const fill = async (chats: number): Promise<void> => {
    const client = new pg.Client(database.url);
    await client.connect();
    await fillDatabase(client, chats, { sealToken: () => 'none', longest: 200 });
    await client.end();
  };
  await fill(CHATS);
  const pool = new pg.Pool({ connectionString: database.url, max: 4 });
  return {
    pool,
    fill,
    close: async () => {
      await pool.end();
      await database.drop();
    },
  };
}

/** The first page of all chats, the last contact first. */
export const BASE: ChatFilter = {
  viewer: null,
  status: [],
  pageId: null,
  operatorId: null,
  q: '',
  from: null,
  to: null,
  sort: 'lastContactAt',
  order: 'desc',
  limit: 51,
  offset: 0,
  seen: [],
  after: null,
};
