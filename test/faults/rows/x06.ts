import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { chatWorkflowId } from '#workflows/chat/messages.ts';
import type { Evidence } from '../judge/evidence.ts';
import { fault, type Fault } from '../judge/verdict.ts';
import type { Rig } from '../rig/rig.ts';
import { untilOpen } from './i10.ts';
import type { Row } from './row.ts';

/** For a thousand chats; here are fewer. */
const REBUILT_SECONDS = 60;

export const x06: Row = {
  id: 'X06',
  title:
    "Temporal's data is lost: every open chat has its workflow again, deadlines included, and nothing is sent twice",
  traffic: 'load',
  inject: async (rig) => {
    const { temporal, folder } = rig.stack;
    await untilOpen(rig);
    await temporal.down();
    for (const end of ['', '-wal', '-shm', '-journal']) rmSync(join(folder, `temporal.db${end}`), { force: true });
    await temporal.up();
    rig.liftedAt = Date.now();
    rig.findings.push(...(await judgeRebuilding(rig)));
  },
  check: async (rig, evidence) => [...(await judgeTimeline(rig, evidence)), ...(await judgeDeadlines(rig, evidence))],
};

/** Chats that nobody writes in any more come back too: the elders' are such. */
async function judgeRebuilding(rig: Rig): Promise<Fault[]> {
  const { pool, engine } = rig.stack;
  const { rows } = await pool.query<{ clientId: string }>(
    `select client_id as "clientId" from chat where page_id = any($1::uuid[]) and status <> 'finished' and state is not null and created_at < $2`,
    [rig.pages.map(({ id }) => id), new Date(rig.liftedAt)],
  );
  const missing = new Set(rows.map(({ clientId }) => clientId));
  while (missing.size > 0 && Date.now() < rig.liftedAt + REBUILT_SECONDS * 1_000) {
    for (const id of missing) {
      const found = await engine.workflow
        .getHandle(chatWorkflowId(id))
        .describe()
        .catch(() => undefined);
      if (found) missing.delete(id);
    }
  }
  return [...missing].map((id) => fault('row', 'lost', `the chat of ${id} has no workflow a minute later`));
}

/** It stands in the timeline, once. */
async function judgeTimeline(rig: Rig, { chats, records }: Evidence): Promise<Fault[]> {
  const faults: Fault[] = [];
  let recovered = 0;
  for (const { number } of chats.filter((chat) => records.some((record) => record.number === chat.number))) {
    const entries = (await rig.desk.timeline(number)).filter(({ kind }) => kind === 'recovered');
    recovered += entries.length;
    if (entries.length > 1)
      faults.push(fault('row', 'doubled', `chat ${number} was recovered ${entries.length} times`));
  }
  return recovered > 0 ? faults : [fault('row', 'wrong state', 'no chat says that it was recovered')];
}

/** The new engine has a timer for each window that is still open. */
async function judgeDeadlines(rig: Rig, { chats }: Evidence): Promise<Fault[]> {
  const faults: Fault[] = [];
  for (const chat of chats.filter(({ deadlines }) => deadlines.length > 0)) {
    const { events } = await rig.stack.engine.workflow.getHandle(chatWorkflowId(chat.client.id)).fetchHistory();
    if (!events?.some(({ timerStartedEventAttributes }) => timerStartedEventAttributes)) {
      faults.push(fault('I8', 'lost', `nothing in the engine waits for the window of chat ${chat.number}`));
    }
  }
  return faults;
}
