import { setTimeout as delay } from 'node:timers/promises';
import { fault } from '../../judge/verdict.ts';
import { pageOf } from '../../rig/exchange.ts';
import { until } from '../../rig/wait.ts';
import type { Row } from '../row.ts';

export const x17: Row = {
  id: 'X17',
  title:
    "a page's token dies: what comes in is kept, answers are held in sight, and a new token lets them out in order",
  traffic: 'load',
  gentle: true,
  pages: 2,
  inject: async (rig) => {
    const page = pageOf(rig);
    const { meta } = rig.stack;
    await meta.changePage(page.facebookId, { tokenError: { subcode: 463 } });
    const isBroken = async () => (await healthOf(rig.desk, page.id)) === 'reconnect' || undefined;
    if (!(await until(isBroken)))
      rig.findings.push(fault('row', 'wrong state', 'nobody was told that the token is dead'));
    await delay(rig.scale.freezeMs / 2);
    const isHeld = () =>
      [...rig.browser.messages.values()].some(({ message }) => message.state === 'held') || undefined;
    if (!(await until(isHeld))) rig.findings.push(fault('row', 'wrong state', 'no answer is shown as held'));
    const accessToken = `another-token-${page.facebookId}`;
    await meta.changePage(page.facebookId, { tokenError: null, accessToken });
    await rig.desk.must('PUT', `/api/pages/${page.id}`, { accessToken });
  },
  check: (_, { rows }) =>
    rows
      .filter(({ via, state }) => via === 'desk' && !['sent', 'delivered'].includes(state))
      .map(({ text, state }) => fault('row', 'wrong state', `"${text}" is ${state} with the new token`)),
};

async function healthOf(desk: { get<T>(path: string): Promise<T> }, id: string): Promise<string | undefined> {
  const { items } = await desk.get<{ items: { id: string; health: string }[] }>('/api/pages');
  return items.find((page) => page.id === id)?.health;
}
