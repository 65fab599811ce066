import { setTimeout as delay } from 'node:timers/promises';
import type { ChatBody } from '#api/schemas/chat.ts';
import type { EntryBody } from '#api/schemas/entry.ts';
import type { Evidence } from '../judge/evidence.ts';
import { fault, type Fault } from '../judge/verdict.ts';
import { type Client, type Rig, write } from '../rig/rig.ts';
import type { Stack } from '../rig/stack.ts';
import { until } from '../rig/wait.ts';
import type { Row } from './row.ts';

const WAITING = 8;
/** Deadlines come due so soon after they were moved: the part is away by then. */
const DUE_IN_MS = 3_000;

type Part = Extract<keyof Stack, 'temporal' | 'worker' | 'postgres'>;

/** A part is down across the waiting messages' deadlines: each went out once, or was left out for a stated reason. */
export function acrossDeadlines(id: string, part: Part, name: string): Row {
  return {
    id,
    title: `F16: ${name} is down across deadlines: each waiting message goes out once, and none where somebody answered`,
    traffic: 'alone',
    inject: async (rig) => {
      const chats = await waitingChats(rig);
      await rig.stack[part].down(part === 'postgres' ? 'SIGQUIT' : 'SIGKILL');
      const from = Date.now();
      if (part !== 'postgres') await answerOne(rig, chats);
      await delay(Math.max(DUE_IN_MS + 1_000, rig.scale.outageMs) - (Date.now() - from));
      if (part === 'postgres') rig.dishonest.push({ from, to: Date.now() });
      await rig.stack[part].up();
      rig.liftedAt = Date.now();
      await until(async () => ((await undone(rig)) === 0 ? true : undefined), rig.scale.quietMs);
    },
    check: judgeMessages,
  };
}

/** Clients of this page wait, and an admin moved their deadlines to a moment from now. */
async function waitingChats(rig: Rig): Promise<ChatBody[]> {
  const [page] = rig.pages;
  if (!page) throw new Error('no page is connected');
  const settings = { waitingMessage: { enabled: true, minutes: 10, clock: 'wall' } };
  await rig.desk.must('POST', `/api/pages/${page.id}/settings`, { settings, comment: 'across an outage' });
  const clients: Client[] = rig.clients.slice(0, WAITING);
  for (const client of clients) await write(rig, client, `${rig.mark} ${client.id} waits`);
  const chats = await until(async () => {
    const found = await rig.desk.chats(page.id);
    const ready = found.filter(({ deadlines }) => deadlines.some(({ kind }) => kind === 'waiting'));
    return ready.length === clients.length ? ready : undefined;
  }, 30_000);
  if (!chats) throw new Error('not every chat has its deadline');
  const at = new Date(Date.now() + DUE_IN_MS).toISOString();
  for (const { number } of chats) await rig.desk.must('PUT', `/api/chats/${number}/deadlines/waiting`, { at });
  return chats;
}

async function answerOne(rig: Rig, [first]: ChatBody[]): Promise<void> {
  if (first) await rig.operators[0]?.reply(first.number, `${rig.mark} an answer meanwhile`);
}

async function undone({ stack, pages }: Rig): Promise<number> {
  const { rows } = await stack.pool.query<{ count: string }>(
    `select count(*) from chat where page_id = any($1::uuid[]) and deadlines @? '$[*] ? (@.kind == "waiting")'`,
    [pages.map(({ id }) => id)],
  );
  return Number(rows[0]?.count);
}

async function judgeMessages(rig: Rig, { chats, rows, sends }: Evidence): Promise<Fault[]> {
  const faults: Fault[] = [];
  const answered = new Set(rig.ledgers.replies.lines.map(({ chat }) => chat));
  for (const { number } of chats) {
    const said = (await rig.desk.timeline(number)).filter(isAboutWaiting);
    const messages = rows.filter(({ chat, via }) => chat === number && via === 'automatic');
    const arrived = sends.filter(({ accepted, metadata }) => accepted && messages.some(({ id }) => id === metadata));
    const expected = answered.has(number) ? 0 : 1;
    const found = `${said.length} decisions, ${messages.length} messages, ${arrived.length} at the client`;
    if (said.length !== expected || messages.length !== expected || arrived.length !== expected)
      faults.push(fault('row', expected > said.length ? 'lost' : 'doubled', `chat ${number}: ${found}`));
    if (said.some(({ dueAt }) => dueAt === null))
      faults.push(fault('row', 'wrong state', `chat ${number} does not say when its waiting message was due`));
  }
  return faults;
}

function isAboutWaiting({ kind, reason }: EntryBody): boolean {
  return (kind === 'said' || kind === 'not_said') && reason?.['template'] === 'waiting';
}
