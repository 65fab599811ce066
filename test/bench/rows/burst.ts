import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { BARE_TASK_QUEUE } from '../bare/worker.ts';
import { type bareWorkflow, told } from '../bare/workflow.ts';
import { pace } from '../sending/load.ts';
import { request } from '../sending/request.ts';
import { Wire } from '../sending/wire.ts';
import type { Scale } from '../scale.ts';
import { inTurn, type Page, type Stage } from '../stage/stage.ts';
import type { Finding } from '../report/row.ts';

const SIGNALS_AT_ONCE = 50;
const READERS = 2;

type Size = Scale['burst'];

/** A thousand messages in two seconds over two hundred new chats, beside the same for the bare servers. */
export async function measureBurst(stage: Stage, { burst: size }: Scale): Promise<Finding[]> {
  const { acked, readable, decided } = await burst(stage, size);
  const bare = await pace(stage.bare, size.perSecond, size.messages, inTurn({ id: '', facebookId: '1' }, ['1']));
  const signals = await signalBare(stage, size);
  return [
    { name: 'burst: accepted', unit: '', figure: acked, goal: { is: 'at least', must: size.messages } },
    {
      name: 'burst: all readable after',
      unit: 's',
      figure: readable,
      bare: bare.seconds,
      goal: { is: 'at most', must: 2.5 },
    },
    { name: 'burst: all decided after', unit: 's', figure: decided, goal: { is: 'at most', must: 6 } },
    {
      name: 'burst: messages through workflows',
      unit: '/s',
      figure: size.messages / decided,
      bare: signals,
    },
  ];
}

export interface Burst {
  acked: number;
  /** Seconds from its first message. */
  readable: number;
  decided: number;
}

export async function burst(stage: Stage, size: Size): Promise<Burst> {
  const page = await stage.newPage();
  const next = inTurn(page, await stage.newClients(page, size.chats));
  const since = performance.now();
  const after = (): number => (performance.now() - since) / 1000;
  const mostCame = Promise.withResolvers<void>();
  let taken = 0;
  // Each chat has been begun by then, and its last word comes in this last part.
  const told = (): void => {
    taken += 1;
    if (taken >= size.messages - size.chats) mostCame.resolve();
  };
  const readable = mostCame.promise.then(() => untilReadable(stage, page, size)).then(after);
  const { acks } = await pace(stage.product, size.perSecond, size.messages, next, { told });
  if (acks.length < size.messages) throw new Error(`only ${acks.length} of ${size.messages} were taken`);
  const decided = stage.drained().then(after);
  return { acked: acks.length, readable: await readable, decided: await decided };
}

/** Asked for as an operator would: the list, then each chat's messages until all of them are there. */
async function untilReadable({ desk }: Stage, page: Page, { messages, chats }: Size): Promise<void> {
  const each = messages / chats;
  const numbers = (await desk.chats(page.id)).map(({ number }) => number);
  if (numbers.length !== chats) throw new Error(`${numbers.length} chats instead of ${chats}`);
  const read = async (): Promise<void> => {
    const wire = new Wire(desk.url);
    for (let number = numbers.shift(); number !== undefined; number = numbers.shift()) {
      const asked = request('GET', `${desk.url}/api/chats/${number}/messages?pageSize=10`, desk.credentials);
      for (let count = 0; count < each;) {
        const { body } = await wire.ask(asked);
        count = body.toString().split('"direction":"in"').length - 1;
      }
    }
    wire.close();
  };
  await Promise.all(Array.from({ length: READERS }, read));
}

/** Signals a second that the engine takes when nothing else is done. */
async function signalBare({ stack }: Stage, { messages, chats }: Size): Promise<number> {
  const connection = await Connection.connect({ address: stack.env['TEMPORAL_ADDRESS'] ?? '' });
  const { workflow } = new Client({ connection });
  const prefix = `bare-${randomUUID()}`;
  let sent = 0;
  const since = performance.now();
  const send = async (): Promise<void> => {
    while (sent < messages) {
      sent += 1;
      await workflow.signalWithStart<typeof bareWorkflow, [number]>('bareWorkflow', {
        workflowId: `${prefix}-${sent % chats}`,
        taskQueue: BARE_TASK_QUEUE,
        signal: told,
        signalArgs: [sent],
      });
    }
  };
  await Promise.all(Array.from({ length: SIGNALS_AT_ONCE }, send));
  const perSecond = messages / ((performance.now() - since) / 1000);
  for (let chat = 0; chat < chats; chat += 1) await workflow.getHandle(`${prefix}-${chat}`).terminate('measured');
  await connection.close();
  return perSecond;
}
