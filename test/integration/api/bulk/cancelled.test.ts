import { expect, test } from 'vitest';
import { codeOf } from '#test/integration/support/http.ts';
import { holdChanges } from '#test/integration/support/lock.ts';
import { until } from '#test/integration/support/until.ts';
import {
  api,
  begin,
  binned,
  decided,
  decidedAll,
  iryna,
  openChats,
  setUpBulk,
  startWorker,
  told,
} from './bulk-stage.ts';

setUpBulk();

/** A process of its own takes its time to begin. */
const LONG_MS = 80_000;

test(
  'F27: cancelled in the middle, what is deleted stays so, and the others are untouched',
  async () => {
    const numbers = await openChats(120);
    startWorker();
    await decidedAll(LONG_MS);
    // In the second of three lots.
    const held = await holdChanges(api.database.pool, 'bulk_item', `new.number = ${numbers[60]} and new.tries = 1`);
    const id = await begin(iryna, { action: 'delete', numbers });
    await held.untilHeld();
    expect(codeOf(await iryna.post('/api/bulk', { action: 'restore', bulkId: id }))).toBe('BULK_RUNNING');
    expect((await iryna.delete(`/api/bulk/${id}`)).json()).toMatchObject({ state: 'cancelled' });
    await held.letGo();
    // Those that were being asked answer still.
    await until('the last answer', async () => (await told(iryna, id)).endedAt !== null, LONG_MS);
    const { done, total, refused, state } = await told(iryna, id);
    expect([state, done < total, refused]).toEqual(['cancelled', true, []]);
    const gone = await binned();
    expect(gone).toBeGreaterThanOrEqual(done);
    expect((await decided(numbers, 'deleted')).length).toBe(gone);
    const undo = await begin(iryna, { action: 'restore', bulkId: id });
    await until('its end', async () => (await told(iryna, undo)).state === 'done', LONG_MS);
    expect(await told(iryna, undo)).toMatchObject({ done: gone, total: gone, refused: [] });
    expect(await binned()).toBe(0);
  },
  4 * LONG_MS,
);

/** How often chats of it were asked that have not answered. */
async function unanswered(id: string): Promise<{ number: number; tries: number }[]> {
  const { rows } = await api.database.pool.query<{ number: number; tries: number }>(
    'select number, tries from bulk_item where bulk_id = $1 and settled_at is null and tries > 0 order by number',
    [id],
  );
  return rows;
}

test(
  'F27: a chat that is slow to answer is waited for: a cancelled deletion that is over deletes nothing any more',
  async () => {
    const [slow = 0, ...others] = await openChats(40);
    const holder = await api.database.pool.connect();
    try {
      await holder.query('begin');
      await holder.query('select from client where id = (select client_id from chat where number = $1) for update', [
        slow,
      ]);
      startWorker();
      const id = await begin(iryna, { action: 'delete', numbers: [slow, ...others] });
      await until('it is asked, and another answers', async () => {
        const asked = await unanswered(id);
        return asked.some(({ number }) => number === slow) && (await told(iryna, id)).done > 0;
      });
      await iryna.delete(`/api/bulk/${id}`);
      const [first] = await unanswered(id);
      // Nobody else is asked; it itself is, until it has said what it does.
      await until(
        'it is asked anew',
        async () => {
          const [waited, ...more] = await unanswered(id);
          return more.length === 0 && waited?.number === slow && waited.tries > (first?.tries ?? 0);
        },
        LONG_MS,
      );
      expect(await told(iryna, id)).toMatchObject({ state: 'cancelled', endedAt: null });
      expect(codeOf(await iryna.post('/api/bulk', { action: 'restore', bulkId: id }))).toBe('BULK_RUNNING');
      await holder.query('rollback');
      await until('its end', async () => (await told(iryna, id)).endedAt !== null, LONG_MS);
      const { done, refused } = await told(iryna, id);
      expect([await binned(), (await decided([slow], 'deleted')).length, refused]).toEqual([done, 1, []]);
      const undo = await begin(iryna, { action: 'restore', bulkId: id });
      await until('all is undone', async () => (await told(iryna, undo)).state === 'done', LONG_MS);
      expect([(await told(iryna, undo)).done, await binned()]).toEqual([done, 0]);
    } finally {
      await holder.query('rollback').catch(() => undefined);
      holder.release();
    }
  },
  4 * LONG_MS,
);
