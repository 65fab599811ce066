import { setTimeout as delay } from 'node:timers/promises';
import { fault } from '../../judge/verdict.ts';
import { allBecome, ARRIVED, pageOf, writeAndAnswer } from '../../rig/exchange.ts';
import type { Rig } from '../../rig/rig.ts';
import { until } from '../../rig/wait.ts';
import type { Row } from '../row.ts';

/** In the time of a pause one probe at most. */
const PROBES = 2;

export const x12: Row = {
  id: 'X12',
  title: 'Meta says that a page sends too much: the page pauses and tries with one, other pages go on, then all go out',
  traffic: 'alone',
  gentle: true,
  pages: 2,
  inject: async (rig) => {
    const { facebookId } = pageOf(rig);
    const { meta } = rig.stack;
    const [limited, free] = [true, false].map((is) => rig.clients.filter(({ page }) => (page === pageOf(rig)) === is));
    await meta.setFaults(facebookId, [{ kind: 'rateLimit', code: 613, regainMinutes: 0.05 }]);
    const waiting = await writeAndAnswer(rig, limited ?? []);
    if (!(await allBecome(rig, await writeAndAnswer(rig, free ?? []), ARRIVED)))
      rig.findings.push(fault('row', 'wrong state', 'another page waited for the one that pauses'));
    await judgeProbes(rig, facebookId);
    await meta.setFaults(facebookId, []);
    rig.liftedAt = Date.now();
    if (!(await allBecome(rig, waiting, ARRIVED)))
      rig.findings.push(fault('row', 'lost', 'what waited for the page did not go out after its release'));
  },
};

/** While Meta says no, the page asks with one message at a time. */
async function judgeProbes(rig: Rig, page: string): Promise<void> {
  if (!(await until(() => isPaused(rig))))
    rig.findings.push(fault('row', 'wrong state', 'nobody is told that the page pauses'));
  const before = (await rig.stack.meta.sends([page])).length;
  await delay(rig.scale.freezeMs / 2);
  const sends = await rig.stack.meta.sends([page]);
  const tried = new Set(sends.slice(before).map(({ metadata }) => metadata));
  if (tried.size > PROBES)
    rig.findings.push(fault('row', 'wrong state', `${tried.size} messages were tried while the page was paused`));
  if (!(await until(() => isPaused(rig))))
    rig.findings.push(fault('row', 'wrong state', 'nobody is told any more that the page pauses'));
}

/** People are told, and of what was on its way before that all was refused: one probe may go. */
async function isPaused(rig: Rig): Promise<true | undefined> {
  const { facebookId: page, id } = pageOf(rig);
  const { items } = await rig.desk.get<{ items: { facebookId: string; health: string }[] }>('/api/pages');
  const { rows } = await rig.stack.pool.query<{ sending: number }>(
    `select count(*)::int as sending from message where page_id = $1 and state = 'sending'`,
    [id],
  );
  const isTold = items.find(({ facebookId }) => facebookId === page)?.health === 'paused';
  return (isTold && (rows[0]?.sending ?? 0) <= 1) || undefined;
}
