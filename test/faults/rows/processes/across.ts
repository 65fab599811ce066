import { setTimeout as delay } from 'node:timers/promises';
import type { ChatBody } from '#api/chats/schema.ts';
import { DEADLINES, type DeadlineKind } from '#workflows/chat/vocabulary.ts';
import type { Evidence } from '../../judge/evidence.ts';
import { tellsOf } from '../../judge/timers.ts';
import { fault, type Fault } from '../../judge/verdict.ts';
import { operatorOf } from '../../rig/exchange.ts';
import { type Client, type Rig, shownChat, write } from '../../rig/rig.ts';
import type { Stack } from '../../rig/stack.ts';
import { until } from '../../rig/wait.ts';
import type { Row } from '../row.ts';

/**
 * Deadlines come due so soon after they were moved, and later where what comes before took longer: the part is away by
 * then.
 */
const DUE_IN_MS = 3_000;
/** The longest in which a finish can be undone. */
const LONGEST_MS = 60_000;
const DAY_MS = 24 * 60 * 60_000;

type Part = Extract<keyof Stack, 'temporal' | 'worker' | 'postgres'>;
type Movable = Exclude<DeadlineKind, 'window_closes' | 'finish'>;
/** A chat, what is going to come due in it, and whether somebody answers meanwhile. */
type Due = { number: number; kind: DeadlineKind; answered: boolean };
/** All of them, and when the first and the last of those that were moved are due. */
type Moved = { chats: Due[]; first: number; last: number };

/** A part is down across deadlines of every kind: each is handled once, and none where somebody answered. */
export function acrossDeadlines(id: string, part: Part, name: string): Row {
  const due = new WeakMap<Rig, Due[]>();
  return {
    id,
    title: `F16, N07: ${name} is down as deadlines of all kinds pass: each is handled once, none where one answered`,
    traffic: 'alone',
    pages: 2,
    inject: async (rig) => {
      const { chats, first, last } = await movedDeadlines(rig);
      due.set(rig, chats);
      await rig.stack[part].down(part === 'postgres' ? 'SIGQUIT' : 'SIGKILL');
      const from = Date.now();
      if (from > first) throw new Error(`${name} was not away before the deadlines`);
      if (part !== 'postgres') await answerOne(rig, chats);
      await delay(Math.max(last + 1_000, from + rig.scale.outageMs) - Date.now());
      if (part === 'postgres') rig.dishonest.push({ from, to: Date.now() });
      await rig.stack[part].up();
      rig.liftedAt = Date.now();
      await until(async () => ((await undone(rig)) === 0 ? true : undefined), rig.scale.quietMs);
    },
    check: (rig, evidence) => judgeEach(rig, evidence, due.get(rig) ?? []),
  };
}

/** Two pages: one whose clients wait for people, one that asks for a phone first. */
async function movedDeadlines(rig: Rig): Promise<Moved> {
  const [people, asking] = rig.pages;
  if (!people || !asking) throw new Error('two pages are needed');
  await publish(rig, people.id, {
    waitingMessage: { enabled: true, minutes: 10, clock: 'wall' },
    escalation: [{ minutes: 20, clock: 'wall', to: 'next', id: null }],
    autoFinish: { enabled: true, hours: 72 },
  });
  await publish(rig, asking.id, { requirePhone: true, contactReminderMinutes: 10, contactMinutes: 30 });
  const of = (page: typeof people) => rig.clients.filter((client) => client.page === page).slice(0, 6);
  const plan = [
    // The last of them is finished by hand.
    ...assign(of(people).slice(0, -1), ['waiting', 'escalation', 'auto_finish']),
    ...assign(of(asking), ['contact_reminder', 'contact_gives_up']),
  ];
  const dueIn = Math.min(LONGEST_MS, Math.max(DUE_IN_MS, 3 * (await planAll(rig, plan))));
  const [elder] = rig.elders;
  if (elder) await write(rig, elder, `${rig.mark} ${elder.id} wrote yesterday`, Date.now() - DAY_MS + 2 * dueIn);
  const closing = elder
    ? [{ number: await numberOf(rig, elder), kind: 'window_closes' as const, answered: false }]
    : [];
  const first = Date.now() + dueIn;
  const at = new Date(first).toISOString();
  const moved = await Promise.all(
    plan.map(async ({ client, kind }) => {
      const number = await numberOf(rig, client);
      const isMoved = ({ deadlines }: ChatBody) => deadlines.every((one) => one.kind !== kind || one.at <= at);
      await rig.desk.change(number, `/deadlines/${kind}`, { at }, isMoved);
      return { number, kind, answered: false };
    }),
  );
  const finish = await finishing(rig, of(people).at(-1), dueIn);
  return { chats: [...moved, ...closing, ...finish], first, last: Date.now() + dueIn };
}

/** The chats begin, and each has what is planned; how long that took. */
async function planAll(rig: Rig, plan: { client: Client; kind: Movable }[]): Promise<number> {
  const since = Date.now();
  for (const { client } of plan) await write(rig, client, `${rig.mark} ${client.id} waits`);
  const silent = plan.filter(({ kind }) => kind === 'auto_finish');
  await Promise.all(
    silent.map(async ({ client }) =>
      operatorOf(rig).reply(await numberOf(rig, client), `${rig.mark} answer to ${client.id}`),
    ),
  );
  await Promise.all(plan.map(({ client, kind }) => untilPlanned(rig, client, kind)));
  return Date.now() - since;
}

/** A finish whose seconds for undoing pass meanwhile. */
async function finishing(rig: Rig, client: Client | undefined, dueIn: number): Promise<Due[]> {
  if (!client) return [];
  await write(rig, client, `${rig.mark} ${client.id} says good-bye`);
  const number = await numberOf(rig, client);
  const isAsked = ({ status, deadlines }: ChatBody) =>
    status === 'finished' || deadlines.some(({ kind }) => kind === 'finish');
  await rig.desk.change(number, '/status', { status: 'finished', undoFor: Math.ceil(dueIn / 1000) }, isAsked);
  return [{ number, kind: 'finish', answered: false }];
}

function assign(clients: Client[], kinds: Movable[]): { client: Client; kind: Movable }[] {
  return clients.map((client, n) => ({ client, kind: kinds[n % kinds.length] as Movable }));
}

async function publish(rig: Rig, pageId: string, settings: object): Promise<void> {
  await rig.desk.must('POST', `/api/pages/${pageId}/settings`, { settings, comment: 'across an outage' });
}

async function numberOf(rig: Rig, client: Client): Promise<number> {
  const number = await until(() => shownChat(rig, client));
  if (number === undefined) throw new Error(`the window never showed the chat of ${client.id}`);
  return number;
}

async function untilPlanned(rig: Rig, client: Client, kind: Movable): Promise<void> {
  const number = await numberOf(rig, client);
  const planned = async () => {
    const chat = await rig.desk.get<ChatBody>(`/api/chats/${number}`);
    return chat.deadlines.some((deadline) => deadline.kind === kind) || undefined;
  };
  if (!(await until(planned))) throw new Error(`chat ${number} has no deadline ${kind}`);
}

async function answerOne(rig: Rig, chats: Due[]): Promise<void> {
  const first = chats.find(({ kind }) => kind === 'waiting');
  if (!first) return;
  first.answered = true;
  await operatorOf(rig).reply(first.number, `${rig.mark} an answer meanwhile`);
}

/** How many deadlines are due and not done. */
async function undone({ stack, pages }: Rig): Promise<number> {
  const { rows } = await stack.pool.query<{ count: string }>(
    `select count(*) from chat, jsonb_array_elements(deadlines) d
     where page_id = any($1::uuid[]) and status <> 'finished' and (d ->> 'at')::float
        < extract(epoch from now()) * 1000`,
    [pages.map(({ id }) => id)],
  );
  return Number(rows[0]?.count);
}

async function judgeEach(rig: Rig, { rows, sends }: Evidence, chats: Due[]): Promise<Fault[]> {
  const missing = DEADLINES.filter((kind) => !chats.some((due) => due.kind === kind));
  const faults = missing.map((kind) => fault('row', 'wrong state', `no chat had a deadline ${kind}`));
  for (const { number, kind, answered } of chats) {
    const told = (await rig.desk.timeline(number)).filter((entry) => tellsOf(kind, entry));
    const expected = answered ? 0 : 1;
    if (told.length !== expected)
      faults.push(
        fault(
          'row',
          told.length < expected ? 'lost' : 'doubled',
          `chat ${number}: ${kind} was handled ${told.length} times`,
        ),
      );
    const messages = rows.filter((row) => row.chat === number && row.via === 'automatic');
    const arrived = sends.filter(({ accepted, metadata }) => accepted && messages.some(({ id }) => id === metadata));
    if (kind === 'waiting' && (messages.length !== expected || arrived.length !== expected))
      faults.push(
        fault(
          'row',
          'wrong state',
          `chat ${number}: ${messages.length} waiting messages, ${arrived.length} at the client`,
        ),
      );
    if (told.some(({ dueAt }) => kind !== 'window_closes' && dueAt === null))
      faults.push(fault('row', 'wrong state', `chat ${number} does not say when ${kind} was due`));
  }
  return faults;
}
