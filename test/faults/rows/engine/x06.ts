import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { chatWorkflowId } from '#workflows/chat/interface.ts';
import type { Evidence } from '../../judge/evidence.ts';
import { fault, type Fault } from '../../judge/verdict.ts';
import { untilRunning, untilTakenUp } from '../../rig/past.ts';
import type { Rig } from '../../rig/rig.ts';
import { untilOpen } from './i10.ts';
import type { Row } from '../row.ts';

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
    rig.findings.push(...(await untilRunning(rig)), ...(await untilTakenUp(rig)));
  },
  check: async (rig, evidence) => [...(await judgeTimeline(rig, evidence)), ...(await judgeDeadlines(rig, evidence))],
};

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
