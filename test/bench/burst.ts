import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import type { MessageBody } from '#api/messages/schema.ts';
import type { List } from '#test/faults/rig/desk.ts';
import { BARE_TASK_QUEUE } from './bare-worker.ts';
import { type bareWorkflow, told } from './bare-workflow.ts';
import { pace } from './load.ts';
import { inTurn, type Page, type Stage } from './stage.ts';
import type { Row } from './table.ts';

const MESSAGES = 1000;
const CHATS = 200;
const PER_SECOND = 500;
const SIGNALS_AT_ONCE = 50;

interface Burst {
  acked: number;
  visible: number;
  decided: number;
}

/**
 * A thousand messages in two seconds over two hundred new chats, beside as many plain `signalWithStart` on the same
 * server.
 */
export async function measureBurst(stage: Stage, rounds: number): Promise<Row[]> {
  const bursts: Burst[] = [];
  const bare: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    bursts.push(await burst(stage));
    bare.push(await signalBare(stage));
  }
  const worst = (of: (one: Burst) => number): number => Math.max(...bursts.map(of));
  const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  return [
    {
      name: 'burst: accepted of 1,000',
      unit: '',
      figure: Math.min(...bursts.map(({ acked }) => acked)),
      goal: { is: 'at least', must: MESSAGES },
    },
    {
      name: 'burst: all readable after',
      unit: 's',
      figure: worst(({ visible }) => visible),
      goal: { is: 'at most', must: 5 },
    },
    {
      name: 'burst: all workflows done after',
      unit: 's',
      figure: worst(({ decided }) => decided),
      goal: { is: 'at most', must: 30, aim: 10 },
    },
    {
      name: 'burst: messages through workflows',
      unit: '/s',
      figure: mean(bursts.map(({ decided }) => MESSAGES / decided)),
      bare: mean(bare),
    },
  ];
}

async function burst(stage: Stage): Promise<Burst> {
  const page = await stage.newPage();
  const next = inTurn(page, await stage.newClients(page, CHATS));
  const since = performance.now();
  const after = (): number => (performance.now() - since) / 1000;
  const { acks } = await pace(stage.product, PER_SECOND, MESSAGES, next);
  const [visible, decided] = await Promise.all([untilVisible(stage, page).then(after), stage.drained().then(after)]);
  return { acked: acks.length, visible, decided };
}

/** Asked for as an operator would: the list, then every chat's messages. */
async function untilVisible(stage: Stage, page: Page): Promise<void> {
  for (let count = 0; count < MESSAGES;) {
    count = 0;
    for (const { number } of await stage.desk.chats(page.id)) {
      const { total } = await stage.desk.get<List<MessageBody>>(`/api/chats/${number}/messages?pageSize=10`);
      count += total;
    }
  }
}

/** Signals a second that the engine takes when nothing else is done. */
async function signalBare({ stack }: Stage): Promise<number> {
  const connection = await Connection.connect({ address: stack.env['TEMPORAL_ADDRESS'] ?? '' });
  const { workflow } = new Client({ connection });
  const prefix = `bare-${randomUUID()}`;
  let sent = 0;
  const since = performance.now();
  const send = async (): Promise<void> => {
    while (sent < MESSAGES) {
      sent += 1;
      await workflow.signalWithStart<typeof bareWorkflow, [number]>('bareWorkflow', {
        workflowId: `${prefix}-${sent % CHATS}`,
        taskQueue: BARE_TASK_QUEUE,
        signal: told,
        signalArgs: [sent],
      });
    }
  };
  await Promise.all(Array.from({ length: SIGNALS_AT_ONCE }, send));
  const perSecond = MESSAGES / ((performance.now() - since) / 1000);
  for (let chat = 0; chat < CHATS; chat += 1) await workflow.getHandle(`${prefix}-${chat}`).terminate('measured');
  await connection.close();
  return perSecond;
}
