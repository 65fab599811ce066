import { setTimeout as delay } from 'node:timers/promises';
import { delivery, type Target, type Writing } from './request.ts';
import { Wire } from './wire.ts';

export interface Run {
  /** Milliseconds to each 200. */
  acks: number[];
  refused: number;
  seconds: number;
  /** Microseconds of processor time that the sender itself took for one delivery. */
  senderMicros: number;
}

/** What is made ready before a run, so that nothing is signed while it is measured. More is made as it goes. */
const READY_PER_SECOND = 2_500;
/** Deliveries under way at once, as Meta would have: others wait, and their wait counts. */
const CONNECTIONS = 64;

interface Watching {
  /** Hears of each as it is sent, and that one was taken. */
  sent?: (writing: Writing) => void;
  told?: () => void;
  /** Ends it early. */
  until?: AbortSignal;
}

/** `width` senders, each posting its next one as soon as the last was answered. */
export async function saturate(target: Target, width: number, ms: number, next: () => Writing): Promise<Run> {
  const ready = Array.from({ length: (READY_PER_SECOND * ms) / 1000 }, () => delivery(target, next()));
  const run = emptyRun();
  const spent = process.cpuUsage();
  const since = performance.now();
  const send = async (): Promise<void> => {
    const wire = new Wire(target.url);
    while (performance.now() - since < ms) await timed(run, wire, ready.pop() ?? delivery(target, next()));
    wire.close();
  };
  await Promise.all(Array.from({ length: width }, send));
  return finished(run, since, spent);
}

/** `count` posts at an even pace, whether or not earlier ones were answered. */
export async function pace(
  target: Target,
  perSecond: number,
  count: number,
  next: () => Writing,
  { sent, told, until }: Watching = {},
): Promise<Run> {
  const wires = new Wires(target.url);
  const make = (): { writing: Writing; bytes: Buffer } => {
    const writing = next();
    return { writing, bytes: delivery(target, writing) };
  };
  const ready = Array.from({ length: Math.min(count, READY_PER_SECOND) }, make);
  const run = emptyRun();
  const going: Promise<void>[] = [];
  const spent = process.cpuUsage();
  const since = performance.now();
  const one = async (index: number): Promise<void> => {
    const { writing, bytes } = ready[index] ?? make();
    sent?.(writing);
    const due = performance.now();
    if (await wires.use((wire) => timed(run, wire, bytes, due))) told?.();
  };
  for (let index = 0; index < count && !until?.aborted; index += 1) {
    const early = since + (index * 1000) / perSecond - performance.now();
    if (early > 0.5) await delay(early);
    going.push(one(index));
  }
  await Promise.all(going);
  wires.close();
  return finished(run, since, spent);
}

/** Connections of one sender; who finds none free waits. */
export class Wires {
  private readonly free: Wire[] = [];
  private readonly all: Wire[] = [];
  private readonly waiting: ((wire: Wire) => void)[] = [];
  private readonly url: string;

  constructor(url: string) {
    this.url = url;
  }

  async use<T>(work: (wire: Wire) => Promise<T>): Promise<T> {
    const wire = await this.take();
    try {
      return await work(wire);
    } finally {
      const next = this.waiting.shift();
      if (next) next(wire);
      else this.free.push(wire);
    }
  }

  close(): void {
    for (const wire of this.all) wire.close();
  }

  private take(): Wire | Promise<Wire> {
    const wire = this.free.pop();
    if (wire) return wire;
    if (this.all.length >= CONNECTIONS) return new Promise((resolve) => this.waiting.push(resolve));
    const opened = new Wire(this.url);
    this.all.push(opened);
    return opened;
  }
}

async function timed(run: Run, wire: Wire, bytes: Buffer, since = performance.now()): Promise<boolean> {
  const { status } = await wire.ask(bytes);
  if (status === 200) run.acks.push(performance.now() - since);
  else run.refused += 1;
  return status === 200;
}

const emptyRun = (): Run => ({ acks: [], refused: 0, seconds: 0, senderMicros: 0 });

function finished(run: Run, since: number, spent: NodeJS.CpuUsage): Run {
  const { user, system } = process.cpuUsage(spent);
  const count = run.acks.length + run.refused;
  return { ...run, seconds: (performance.now() - since) / 1000, senderMicros: (user + system) / Math.max(1, count) };
}
