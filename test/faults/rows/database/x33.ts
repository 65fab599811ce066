import { execFileSync } from 'node:child_process';
import { renameSync, rmSync } from 'node:fs';
import { fault, type Fault } from '../../judge/verdict.ts';
import { allBecome, ARRIVED, operatorOf, pageOf, chatNumberOf, writeAndAnswer } from '../../rig/exchange.ts';
import { epochOf, judgePast, type Past, readPast, untilBeats, untilEpoch } from '../../rig/past.ts';
import { type Rig, write } from '../../rig/rig.ts';
import { until } from '../../rig/wait.ts';
import type { Row } from '../row.ts';

const pasts = new WeakMap<Rig, Past>();

export const x33: Row = {
  id: 'X33',
  title: 'the database is put back to an older copy: what it calls unsent is not sent again, and every chat goes on',
  traffic: 'alone',
  length: 3,
  inject: async (rig) => {
    const { postgres, meta } = rig.stack;
    const clients = rig.clients.slice(0, 6);
    const page = pageOf(rig).facebookId;
    const epoch = await epochOf(rig);
    await allBecome(rig, await writeAndAnswer(rig, clients, 'first answer'), ARRIVED);
    // Meta has a bad moment, and the copy is made while these wait.
    await meta.setFaults(page, [{ kind: 'status500', code: 2, on: 'send' }]);
    const waiting = await Promise.all(
      clients
        .slice(0, 3)
        .map(async (client) =>
          operatorOf(rig).reply(await chatNumberOf(rig, client), `${rig.mark} waits, to ${client.id}`),
        ),
    );
    await untilTried(rig);
    const { folder } = postgres.running;
    await postgres.down('SIGINT');
    execFileSync('cp', ['-a', folder, `${folder}.copy`]);
    await postgres.up();
    pasts.set(rig, await readPast(rig));
    await meta.setFaults(page, []);
    if (!(await allBecome(rig, waiting, ARRIVED))) rig.findings.push(fault('row', 'lost', 'what waited never left'));
    await loseOne(rig);
    await untilBeats(rig);
    await postgres.down('SIGINT');
    rmSync(folder, { recursive: true });
    renameSync(`${folder}.copy`, folder);
    await postgres.up();
    rig.liftedAt = Date.now();
    rig.findings.push(...(await untilEpoch(rig, 'database_restored', epoch)));
    await writeAndAnswer(rig, clients, 'answer after the older copy');
    rig.findings.push(...(await untilKnown(rig)));
  },
  check: (rig) => judgePast(rig, pasts.get(rig) ?? new Map()),
};

/** Each of those that wait was refused once: the copy holds it as unsent. */
async function untilTried(rig: Rig): Promise<void> {
  const areTried = await until(async () => {
    const { rows } = await rig.stack.pool.query<{ count: number }>(
      `select count(*)::int as count from message where page_id = $1 and state in ('queued', 'sending')
         and attempts > 0`,
      [pageOf(rig).id],
    );
    return rows[0]?.count === 3 || undefined;
  });
  if (!areTried) throw new Error('what waits was not tried');
}

/** What the copy calls unsent is looked up: it has arrived. */
async function untilKnown(rig: Rig): Promise<Fault[]> {
  const unknown = async () => {
    const { rows } = await rig.stack.pool.query<{ text: string; reason_code: string }>(
      `select text, reason_code from message where page_id = $1 and direction = 'out'
         and state not in ('sent', 'delivered', 'read')`,
      [pageOf(rig).id],
    );
    return rows;
  };
  await until(async () => (await unknown()).length === 0 || undefined);
  return (await unknown()).map(({ text, reason_code }) =>
    fault('row', 'wrong state', `"${text}" is unsettled: ${reason_code}`),
  );
}

/** Accepted after the copy was made: it is gone with it, and Meta does not tell it again. */
async function loseOne(rig: Rig): Promise<void> {
  const [client] = rig.clients;
  if (!client) return;
  const { mid } = await write(rig, client, `${rig.mark} lost with the restore`);
  await until(
    async () => (await rig.stack.pool.query('select 1 from message where mid = $1', [mid])).rowCount || undefined,
  );
  rig.lost.add(mid);
  const { lines } = rig.ledgers.said;
  lines.splice(
    lines.findIndex((line) => line.mid === mid),
    1,
  );
}
