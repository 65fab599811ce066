import { until } from '#test/integration/support/until.ts';
import type { Stage } from './stage.ts';

/**
 * Until nothing moves any more of who has written: all of it was taken, it is known who they are, and their chats have
 * decided about it. What is opened or remembered then stays as it is.
 */
export async function untilSettled({ api, meta }: Pick<Stage, 'api' | 'meta'>): Promise<void> {
  await meta.idle();
  await until('the chats to be decided, and their clients known', async () => {
    const { rowCount } = await api.database.pool.query(
      `select 1 from chat_input i join client c on c.id = i.client_id
        where i.decided_at is null or c.profile_at is null limit 1`,
    );
    return rowCount === 0;
  });
}
