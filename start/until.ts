import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Running } from './processes/guarded.ts';

/**
 * Asks until `isReady` says yes. Throws with the end of the log when the process dies first or the time is over.
 * Without a process only the time counts. A process that does not get ready is stopped.
 */
export async function untilReady(
  name: string,
  running: Running | undefined,
  logFile: string,
  isReady: () => boolean | Promise<boolean>,
  { limitMs = 60_000, signal }: { limitMs?: number; signal?: AbortSignal | undefined } = {},
): Promise<void> {
  const end = Date.now() + limitMs;
  let died: string | undefined;
  void running?.exited.then((how) => (died = how));
  try {
    while (!(await isReady())) {
      if (died !== undefined) throw new StartError(`${name} ended while starting (${died}).`, logFile);
      signal?.throwIfAborted();
      if (Date.now() > end) throw new StartError(`${name} was not ready after ${limitMs / 1000} s.`, logFile);
      await delay(20);
    }
  } catch (error) {
    await running?.stop(1_000);
    throw error;
  }
}

export async function answersOk(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

export function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    const finish = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => finish(true));
    socket.once('error', () => finish(false));
  });
}

/** What keeps Rozmova from starting, in words for the person at the terminal. */
export class StartError extends Error {
  override name = 'StartError';
  constructor(message: string, logFile?: string) {
    super(logFile === undefined ? message : `${message}\n${tail(logFile)}\nThe whole log: ${logFile}`);
  }
}

function tail(file: string, lines = 15): string {
  try {
    const all = readFileSync(file, 'utf8').trimEnd().split('\n');
    return all
      .slice(-lines)
      .map((line) => `    ${line.slice(0, 400)}`)
      .join('\n');
  } catch {
    return '    (no log)';
  }
}
