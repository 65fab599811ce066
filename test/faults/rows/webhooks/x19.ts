import { setTimeout as delay } from 'node:timers/promises';
import { fault } from '../../judge/verdict.ts';
import { operatorOf, pageOf } from '../../rig/exchange.ts';
import { type Client, type Rig, shownChat } from '../../rig/rig.ts';
import { until } from '../../rig/wait.ts';
import type { Row } from '../row.ts';

const EACH = 5;

export const x19: Row = {
  id: 'X19',
  title: 'every webhook comes three times, also after the chat was finished and opened again: each message counts once',
  traffic: 'alone',
  gentle: true,
  inject: async (rig) => {
    const early = rig.clients.flatMap((client) => events(rig, client, 'first'));
    await Promise.all(
      early.flatMap(({ page, event }) => [rig.direct.deliver(page, [event]), rig.direct.deliver(page, [event])]),
    );
    for (const { page, event } of early) await rig.direct.deliver(page, [event]);
    const [client] = rig.clients;
    if (client) await finishAndReopen(rig, client);
    // The first chat's messages once more, now that a second chat is open.
    for (const { page, event } of early) await rig.direct.deliver(page, [event]);
    await delay(1_000);
  },
  check: (rig, { rows, chats, records }) => {
    const faults = [];
    if (rows.length !== rig.ledgers.said.lines.length)
      faults.push(fault('row', 'doubled', `${rows.length} rows for ${rig.ledgers.said.lines.length} messages`));
    if (chats.length !== rig.clients.length + 1)
      faults.push(fault('row', 'doubled', `${chats.length} chats for ${rig.clients.length} clients`));
    const unread = records.reduce((sum, record) => sum + record.unread, 0);
    const open = rows.length - EACH; // those of the finished chat are read
    if (unread !== open) faults.push(fault('row', 'wrong state', `unread are ${unread} of ${open}`));
    return faults;
  },
};

function events(rig: Rig, client: Client, word: string) {
  const page = pageOf(rig).facebookId;
  return Array.from({ length: EACH }, (_, n) => {
    const at = Date.now() + n;
    const event = {
      mid: `m_${client.id}-${word}-${n}`,
      psid: client.psid,
      at,
      text: `${rig.mark} ${client.id} ${word} ${n}`,
    };
    rig.ledgers.said.add({ ...event, page, timestamp: at, by: 'direct' });
    return { page, event };
  });
}

async function finishAndReopen(rig: Rig, client: Client): Promise<void> {
  const number = await until(() => shownChat(rig, client));
  if (number === undefined) throw new Error('the first chat is not shown');
  // On a machine that stands still for a while it may take too long: whoever is told so asks again, and may hear then
  // that it has happened after all.
  let mayHaveHappened = false;
  const asked = await until(async () => {
    const { status, code } = await operatorOf(rig).setStatus(number, 'finished');
    mayHaveHappened ||= code === 'MAY_STILL_HAPPEN';
    return status === 503 ? undefined : { status, code };
  });
  const isFinished = asked?.status === 200 || (mayHaveHappened && asked?.code === 'CHAT_FINISHED');
  if (!isFinished)
    rig.findings.push(fault('row', 'wrong state', `finishing was met with ${asked?.status} ${asked?.code}`));
  const again = events(rig, client, 'again');
  await Promise.all(
    again.flatMap(({ page, event }) => [rig.direct.deliver(page, [event]), rig.direct.deliver(page, [event])]),
  );
}
