import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '#start/ports.ts';
import { type Running, spawnGuarded } from '#start/processes/guarded.ts';
import { answersOk, untilReady } from '#start/until.ts';
import { Desk } from '#test/faults/rig/desk.ts';
import { admin, app, bringUpStack, root, type Stack } from '#test/faults/rig/stack.ts';
import type { Target, Writing } from '../sending/request.ts';

export interface Page {
  id: string;
  facebookId: string;
}

export interface Stage {
  stack: Stack;
  desk: Desk;
  product: Target;
  bare: Target;
  barePid: number;
  newPage(): Promise<Page>;
  /** Clients with a readable profile. */
  newClients(page: Page, count: number): Promise<string[]>;
  /** Resolves when no accepted input waits for a decision; answers after how many seconds. */
  drained(limitMs?: number): Promise<number>;
  close(): Promise<void>;
}

/** `folder`: what is kept there is taken up, and stays. */
export async function bringUpStage(folder?: string): Promise<Stage> {
  const stack = await bringUpStack(folder);
  const port = await freePort();
  const bareServer = await runBare(stack, 'server', [String(port), stack.env['DATABASE_URL'] ?? '', app.secret]);
  const bareWorker = await runBare(stack, 'worker', [stack.env['TEMPORAL_ADDRESS'] ?? '']);
  const close = async (): Promise<void> => {
    await Promise.all([bareServer.stop(), bareWorker.stop()]);
    await stack.close();
  };
  try {
    const bare = { url: `http://127.0.0.1:${port}`, secret: app.secret };
    await untilReady('The bare server', bareServer, logOf(stack, 'server'), () => answersOk(`${bare.url}/health/live`));
    await untilReady('The bare worker', bareWorker, logOf(stack, 'worker'), () =>
      readFileSync(logOf(stack, 'worker'), 'utf8').includes('bare worker started'),
    );
    const desk = await Desk.logIn(stack.url, admin.email, admin.password);
    const product = { url: stack.url, secret: app.secret };
    const barePid = bareServer.pid;
    return { stack, desk, product, bare, barePid, close, ...withPages(stack, desk), ...watching(stack) };
  } catch (error) {
    await close();
    throw error;
  }
}

const logOf = ({ folder }: Stack, name: string): string => join(folder, 'logs', `bare-${name}.log`);

function runBare(stack: Stack, name: string, args: string[]): Promise<Running> {
  const command = process.execPath;
  return spawnGuarded({
    command,
    args: [`test/bench/bare/${name}.ts`, ...args],
    logFile: logOf(stack, name),
    cwd: root,
  });
}

/** Gives the clients of a page in turn, each saying something of its own. */
export function inTurn(page: Page, psids: string[]): () => Writing {
  let count = 0;
  return () => {
    count += 1;
    const psid = psids[count % psids.length] ?? '';
    return { page: page.facebookId, psid, text: `Добрий день! Чи є в наявності лампа № ${count}?` };
  };
}

function withPages(stack: Stack, desk: Desk): Pick<Stage, 'newPage' | 'newClients'> {
  return {
    async newPage() {
      const facebookId = String(100_000_000_000_000 + Number(`0x${randomBytes(5).toString('hex')}`));
      const page = { name: `Сторінка ${facebookId}`, accessToken: `token of ${facebookId}` };
      await stack.meta.createPage({ id: facebookId, ...page });
      const { id } = await desk.must<{ id: string }>('POST', '/api/pages', { facebookId, ...page, employeeIds: [] });
      return { id, facebookId };
    },
    async newClients(page, count) {
      const psids: string[] = [];
      for (let index = 0; index < count; index += 1) {
        const client = await stack.meta.createClient({ firstName: 'Клієнт', lastName: String(index) });
        psids.push(client.psids[page.facebookId] ?? '');
      }
      return psids;
    },
  };
}

function watching(stack: Stack): Pick<Stage, 'drained'> {
  return {
    async drained(limitMs = 120_000) {
      const since = performance.now();
      while (performance.now() - since < limitMs) {
        const { rows } = await stack.pool.query('select 1 from chat_input where decided_at is null limit 1');
        if (rows.length === 0) return (performance.now() - since) / 1000;
        await delay(25);
      }
      throw new Error(`inputs still wait after ${limitMs / 1000} s`);
    },
  };
}
