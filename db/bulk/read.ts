import type { Pool } from 'pg';
import { type Viewer, visibleTo } from '#db/chats/viewer.ts';
import type { BulkAction, BulkSubject } from '#db/entities/chat-input.ts';

type BulkState = 'running' | 'done' | 'cancelled';

export interface BulkRow {
  id: string;
  about: BulkSubject;
  action: BulkAction;
  employeeId: string;
  state: BulkState;
  /** Those that did what was asked. */
  done: number;
  total: number;
  /** When it was over: of what was cancelled when those that were being asked had answered. */
  endedAt: Date | null;
}

export async function findBulk(pool: Pool, id: string): Promise<BulkRow | null> {
  const { rows } = await pool.query<BulkRow>(
    `select b.id, b.about, b.action, b.employee_id as "employeeId", b.total, b.ended_at as "endedAt",
       case when b.cancelled_at is not null then 'cancelled' when b.ended_at is not null then 'done' else 'running' end
         as state,
       (select count(*)::int from bulk_item i where i.bulk_id = b.id and i.settled_at is not null and i.code is null)
         as done
     from bulk b where b.id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

export interface RefusedItem {
  number: number;
  code: string;
}

/** Chats that did not, and why. */
export async function listRefused(pool: Pool, id: string): Promise<RefusedItem[]> {
  const { rows } = await pool.query<RefusedItem>(
    'select number, code from bulk_item where bulk_id = $1 and code is not null order by number',
    [id],
  );
  return rows;
}

/** Those that still run, or have not begun. */
export async function listUnfinishedBulks(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    'select id from bulk where ended_at is null order by created_at limit 1000',
  );
  return rows.map(({ id }) => id);
}

/** Which of these chats the viewer may see: of those in the bin, or of all others. */
export async function listVisible(
  pool: Pool,
  numbers: number[],
  viewer: Viewer,
  { areDeleted }: { areDeleted: boolean },
): Promise<number[]> {
  const { rows } = await pool.query<{ number: number }>(
    `select c.number from chat c where c.number = any($1::int[]) and (c.led is null) = $3::boolean and ${visibleTo(2)}
     order by c.number`,
    [numbers, viewer?.employeeId ?? null, areDeleted],
  );
  return rows.map(({ number }) => number);
}

/** The chats that it put into the bin, also those that said so after it had given them up. */
export async function listDeletedBy(pool: Pool, id: string): Promise<number[]> {
  const { rows } = await pool.query<{ number: number }>(
    `select i.number from bulk b join bulk_item i on i.bulk_id = b.id
       join chat c on c.number = i.number
     where b.id = $1 and b.action = 'delete' and i.asked_at is not null and c.led is null
       and (i.code is null or i.code = 'MAY_STILL_HAPPEN')
     order by i.number`,
    [id],
  );
  return rows.map(({ number }) => number);
}
