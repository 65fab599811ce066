import { setTimeout as delay } from 'node:timers/promises';
import { type Client, type Rig, shownChat, write } from './rig.ts';

type Step = { at: number; act: () => Promise<unknown> };

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * The load of a run: who does what when comes from the seed alone. Four of five messages travel through the simulated
 * Meta, with its order and its retries; the fifth is posted by the rig itself, which times every answer.
 */
export async function runTraffic(rig: Rig): Promise<void> {
  const steps = plan(rig).sort((a, b) => a.at - b.at);
  const started = Date.now();
  const acts: Promise<unknown>[] = [];
  for (const { at, act } of steps) {
    await delay(Math.max(0, started + at - Date.now()));
    acts.push(act());
  }
  await Promise.all(acts);
}

function plan(rig: Rig): Step[] {
  const { scale } = rig;
  const probes = probeClients(rig);
  return [
    ...times(rig, scale.webhooksPerSecond * 0.8, 0, (n) => clientWrites(rig, n)),
    ...times(rig, scale.webhooksPerSecond * 0.2, 0, (n) => probe(rig, probes, n)),
    ...times(rig, scale.repliesPerSecond, 800, (n) => operatorReplies(rig, n)),
    ...times(rig, scale.asksPerSecond, 1_000, (n) => operatorAsks(rig, n)),
    ...deadlines(rig),
  ];
}

function times(rig: Rig, perSecond: number, from: number, make: (n: number) => () => Promise<unknown>): Step[] {
  const count = Math.round((perSecond * rig.scale.loadMs) / 1000);
  return Array.from({ length: count }, (_, n) => ({
    at: from + rig.random() * (rig.scale.loadMs - from),
    act: make(n),
  }));
}

function clientWrites(rig: Rig, n: number): () => Promise<unknown> {
  const client = pick(rig, rig.clients);
  return () => write(rig, client, `${rig.mark} ${client.id} writes ${n}`);
}

/** Clients the simulated Meta does not know: nobody gives their names, and nobody answers them. */
function probeClients(rig: Rig): Client[] {
  const [page] = rig.pages;
  if (!page) throw new Error('no page is connected');
  return Array.from({ length: 3 }, (_, n) => ({
    id: `${rig.mark}-probe-${n}`,
    psid: `9${rig.seed}${Date.now()}${n}`,
    page,
  }));
}

function probe(rig: Rig, clients: Client[], n: number): () => Promise<unknown> {
  const client = pick(rig, clients);
  return async () => {
    const at = Date.now();
    const page = client.page.facebookId;
    const said = { mid: `m_probe-${rig.mark}-${n}`, psid: client.psid, text: `${client.id} probes ${n}` };
    rig.ledgers.said.add({ ...said, at, page, timestamp: at, by: 'direct' });
    await rig.direct.deliver(page, [{ ...said, at }]);
  };
}

function operatorReplies(rig: Rig, n: number): () => Promise<unknown> {
  const client = pick(rig, rig.clients);
  const operator = pick(rig, rig.operators);
  return async () => {
    const chat = shownChat(rig, client);
    if (chat !== undefined) await operator.reply(chat, `${rig.mark} answer ${n}`);
  };
}

function operatorAsks(rig: Rig, n: number): () => Promise<unknown> {
  const client = pick(rig, rig.clients);
  const operator = pick(rig, rig.operators);
  const other = pick(rig, rig.operators);
  return async () => {
    const chat = shownChat(rig, client);
    if (chat === undefined) return;
    if (n % 3 === 2) await operator.leave(chat, other.id);
    else await operator.join(chat, other.id);
  };
}

/**
 * Two clients who wrote almost a day ago: their windows close during the run, one before the end of the load, one
 * after.
 */
function deadlines(rig: Rig): Step[] {
  return rig.elders.map((client, n) => {
    const closesIn = rig.scale.loadMs * (n === 0 ? 0.6 : 1.1);
    return { at: 300, act: () => write(rig, client, `${client.id} wrote yesterday`, Date.now() - DAY_MS + closesIn) };
  });
}

function pick<T>(rig: Rig, items: T[]): T {
  const item = items[Math.floor(rig.random() * items.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}
