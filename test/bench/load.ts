import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { ask } from '#test/integration/support/http.ts';
import { serialise, signatureHeaders } from '#test/messenger/wire.ts';

export interface Target {
  /** http://127.0.0.1:port; deliveries go to the webhook's path. */
  url: string;
  secret: string;
}

export interface Writing {
  page: string;
  psid: string;
  text: string;
}

export interface Run {
  /** Milliseconds to each 200. */
  acks: number[];
  refused: number;
  seconds: number;
}

/** One client's message, signed and escaped as Meta does it. True when it was taken. */
export async function post({ url, secret }: Target, { page, psid, text }: Writing): Promise<boolean> {
  const message = { mid: `m_${randomBytes(18).toString('base64url')}`, text };
  const event = { sender: { id: psid }, recipient: { id: page }, timestamp: Date.now(), message };
  const body = serialise({ object: 'page', entry: [{ id: page, time: Date.now(), messaging: [event] }] });
  const headers = { 'content-type': 'application/json', ...signatureHeaders(body, secret) };
  const answer = await ask(`${url}/webhooks/messenger`, { method: 'POST', headers, body }).catch(() => null);
  return answer?.status === 200;
}

/** `width` senders, each posting its next one as soon as the last was answered. */
export async function saturate(target: Target, width: number, ms: number, next: () => Writing): Promise<Run> {
  const run = emptyRun();
  const since = performance.now();
  const send = async (): Promise<void> => {
    while (performance.now() - since < ms) await timed(run, target, next());
  };
  await Promise.all(Array.from({ length: width }, send));
  return { ...run, seconds: (performance.now() - since) / 1000 };
}

/** `count` posts at an even pace, whether or not earlier ones were answered. */
export async function pace(target: Target, perSecond: number, count: number, next: () => Writing): Promise<Run> {
  const run = emptyRun();
  const since = performance.now();
  const sent: Promise<void>[] = [];
  for (let index = 0; index < count; index += 1) {
    const early = since + (index * 1000) / perSecond - performance.now();
    if (early > 1) await delay(early);
    sent.push(timed(run, target, next()));
  }
  await Promise.all(sent);
  return { ...run, seconds: (performance.now() - since) / 1000 };
}

export function joined(runs: Run[]): Run {
  const sum = (of: (run: Run) => number): number => runs.reduce((total, run) => total + of(run), 0);
  return {
    acks: runs.flatMap(({ acks }) => acks),
    refused: sum(({ refused }) => refused),
    seconds: sum(({ seconds }) => seconds),
  };
}

async function timed(run: Run, target: Target, writing: Writing): Promise<void> {
  const since = performance.now();
  if (await post(target, writing)) run.acks.push(performance.now() - since);
  else run.refused += 1;
}

const emptyRun = (): Run => ({ acks: [], refused: 0, seconds: 0 });
