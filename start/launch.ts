import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Config } from '#config';
import { bringUp } from './bring-up.ts';
import { openLogs } from './processes/logs.ts';
import { type Environment, makePlan, type Plan } from './plan.ts';
import { makePrivate } from './private.ts';
import { takeFolder } from './processes/run-file.ts';
import type { Stack } from './stack.ts';
import type { Say } from './terminal.ts';
import { withoutDemo } from './welcome.ts';

export type Launch = {
  plan: Plan;
  ready: Promise<void>;
  /** Works at any moment, also while everything is still starting. */
  stop: () => Promise<void>;
};

/** Those who use a server stop before it; together at most half a minute. */
const stopOrder = { api: 5_000, worker: 18_000, messenger: 1_000, temporal: 3_000, postgres: 3_000 };

export async function launch(config: Config, given: Environment, say: Say): Promise<Launch> {
  const dataDir = resolve(config.DATA_DIR);
  const runFile = await takeFolder(dataDir);
  makePrivate(dataDir);
  try {
    if (!config.DEMO) say(withoutDemo(config));
    const plan = await makePlan(config, given, say);
    const logs = openLogs(dataDir);
    const stack: Stack = {
      config,
      given,
      say,
      plan,
      runFile,
      logs,
      kept: new Map(),
      passing: new Set(),
      steps: [],
      stopping: new AbortController(),
    };
    return { plan, ready: bringUp(stack), stop: () => stopAll(stack) };
  } catch (error) {
    runFile.release();
    throw error;
  }
}

async function stopAll({ kept, passing, logs, runFile, steps, stopping }: Stack): Promise<void> {
  runFile.sayStopping();
  stopping.abort();
  await Promise.all([...passing].map((running) => running.stop(2_000)));
  await Promise.race([Promise.allSettled(steps), delay(3_000)]);
  for (const [name, graceMs] of Object.entries(stopOrder)) await kept.get(name)?.stop(graceMs);
  logs.close();
  runFile.release();
}
