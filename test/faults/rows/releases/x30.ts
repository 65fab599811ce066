import { judgeTasks, readHistories } from '../../judge/histories.ts';
import { fault } from '../../judge/verdict.ts';
import { operatorOf, pageOf } from '../../rig/exchange.ts';
import { startRelease } from '../../rig/release.ts';
import { type Client, type Rig, shownChat } from '../../rig/rig.ts';
import { PATIENCE_MS, until } from '../../rig/wait.ts';
import type { Row } from '../row.ts';

const CHATS = 100;

export const x30: Row = {
  id: 'X30',
  title:
    'a worker with changed code takes over 100 open chats at all steps; a change they cannot follow does not start',
  traffic: 'alone',
  length: 4,
  ownStack: true,
  inject: async (rig) => {
    const clients = strangers(rig);
    await say(rig, clients, 'opens');
    await walk(rig, clients);
    await rig.stack.worker.down('SIGTERM');
    await judgeRefusal(rig);
    // They write while no worker is there; the next release takes it up.
    await say(rig, clients, 'goes on');
    const release = await startRelease(rig, 'compatible');
    rig.liftedAt = Date.now();
    await say(rig, strangers(rig, 'late', 5), 'opens');
    const decided = await until(() => isDecided(rig), PATIENCE_MS, 300);
    if (!decided)
      rig.findings.push(
        fault('row', 'wrong state', `chats are stuck under the changed code: ${release.log().slice(-500)}`),
      );
  },
  check: async (rig, { chats }) => {
    const told = await readHistories(rig, chats);
    const patched = told.filter(({ patches }) => patches > 0).length;
    const faults = await judgeTasks(rig, chats);
    if (chats.length < CHATS) faults.push(fault('row', 'lost', `only ${chats.length} chats are there`));
    if (patched !== 5)
      faults.push(fault('row', 'wrong state', `${patched} chats took the new step, 5 were opened under it`));
    return faults;
  },
};

function strangers(rig: Rig, word = 'walker', count = CHATS): Client[] {
  return Array.from({ length: count }, (_, n) => ({
    id: `${word}-${n}`,
    psid: `8${Date.now()}${n}`,
    page: pageOf(rig),
  }));
}

async function say(rig: Rig, clients: Client[], word: string): Promise<void> {
  const page = pageOf(rig).facebookId;
  const events = clients.map(({ id, psid }, n) => {
    const at = Date.now() + n;
    const event = { mid: `m_${rig.mark}-${id}-${word}`, psid, at, text: `${rig.mark} ${id} ${word}` };
    rig.ledgers.said.add({ ...event, page, timestamp: at, by: 'direct' });
    return event;
  });
  if (!(await rig.direct.deliver(page, events)))
    rig.findings.push(fault('row', 'lost', `the batch "${word}" was not taken`));
  await until(() => clients.every((client) => shownChat(rig, client) !== undefined) || undefined);
}

/** A quarter stays new; the others are answered, led by two, or in progress. */
async function walk(rig: Rig, clients: Client[]): Promise<void> {
  const [olena, taras] = [operatorOf(rig, 0), operatorOf(rig, 1)];
  for (const [n, client] of clients.entries()) {
    const number = shownChat(rig, client);
    if (number === undefined) throw new Error(`${client.id} has no chat`);
    // The clients are strangers to Meta, so answers to them fail: that is a step of its own.
    if (n % 4 === 1) await olena.reply(number, `${rig.mark} answer to ${client.id}`);
    if (n % 4 === 2) await Promise.all([olena.join(number, olena.id), olena.join(number, taras.id)]);
    if (n % 4 === 3) await taras.setStatus(number, 'in_progress');
  }
  if (!(await until(() => isDecided(rig), PATIENCE_MS, 300))) throw new Error('the chats did not settle');
}

async function judgeRefusal(rig: Rig): Promise<void> {
  const release = await startRelease(rig, 'incompatible');
  const how = await release.running.exited;
  if (how !== 'exit code 1' || !release.log().includes('IncompatibleBuild')) {
    rig.findings.push(
      fault('row', 'wrong state', `an incompatible release was not refused: ${how} ${release.log().slice(-500)}`),
    );
  }
}

async function isDecided(rig: Rig): Promise<true | undefined> {
  const { rows } = await rig.stack.pool.query<{ open: number }>(
    `select count(*)::int as open from chat_input i join client c on c.id = i.client_id where c.page_id = $1
       and i.decided_at is null`,
    [pageOf(rig).id],
  );
  return rows[0]?.open === 0 ? true : undefined;
}
