import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import PQueue from 'p-queue';
import type { Printed } from '#workflows/documents/printed.ts';
import type { Order, Outcome } from './order.ts';
import { paymentSign } from './payment-sign.ts';

/** One page takes milliseconds: who waits longer waits for nothing. */
const PATIENCE_MS = 20_000;
/** The thread holds a hundred megabytes: it ends when nobody needs it. */
const IDLE_MS = 60_000;
/** Signs that turn the direction of what stands beside them, and what has no look at all. */
// oxlint-disable-next-line no-control-regex -- these are what it is about
const UNSEEN = /[\u0000-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\uFEFF]/g;

export interface Typesetter {
  /** The same data of the same moment are the same bytes. `logo`: what the picture holds that they name, if they do. */
  pdf(printed: Printed, logo: Uint8Array | null, at: Date): Promise<Buffer>;
  /** The very layout of the PDF, for the screen. */
  svg(printed: Printed, logo: Uint8Array | null): Promise<Buffer>;
  stop(): Promise<void>;
}

/** Sets documents in a thread of its own, one after the other. */
export function createTypesetter(): Typesetter {
  const line = new PQueue({ concurrency: 1 });
  let thread: Worker | null = null;
  let idle: NodeJS.Timeout | undefined;
  const end = async (): Promise<void> => {
    const ended = thread;
    thread = null;
    await ended?.terminate();
  };
  const set = (as: Order['as'], printed: Printed, logo: Order['logo'], at: Date): Promise<Buffer> =>
    line.add(async () => {
      clearTimeout(idle);
      thread ??= new Worker(new URL('./press.ts', import.meta.url));
      thread.unref();
      const order = { as, data: dataOf(printed), logo, at: Math.floor(at.getTime() / 1000) };
      const made = await outcomeOf(thread, order).catch(async (error: unknown) => {
        await end();
        throw error;
      });
      idle = setTimeout(() => void end(), IDLE_MS).unref();
      return made;
    });
  return {
    pdf: (printed, logo, at) => set('pdf', printed, logo, at),
    svg: (printed, logo) => set('svg', printed, logo, new Date(0)),
    stop: async () => {
      clearTimeout(idle);
      await line.onIdle();
      await end();
    },
  };
}

async function outcomeOf(thread: Worker, order: Order): Promise<Buffer> {
  const answered = once(thread, 'message', { signal: AbortSignal.timeout(PATIENCE_MS) });
  thread.postMessage(order);
  const [outcome] = (await answered) as [Outcome];
  if ('fault' in outcome) throw new Error(`a document could not be set: ${outcome.fault}`);
  return Buffer.from(outcome.made);
}

/** What people typed is words and nothing else: no sign in it acts. */
function dataOf({ qr, ...printed }: Printed): string {
  const svg = qr && paymentSign(qr.url);
  return JSON.stringify({ ...printed, qr: qr && svg ? { ...qr, svg } : null }, (_, value: unknown) =>
    typeof value === 'string' ? value.replace(UNSEEN, '') : value,
  );
}
