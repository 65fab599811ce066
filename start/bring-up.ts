import { basename, join } from 'node:path';
import type { PutAside } from './temporal/engine-file.ts';
import { NODE_FLAGS } from './node-flags.ts';
import { type Environment, environmentOf } from './plan.ts';
import { startPostgres } from './postgres/postgres.ts';
import { keep, root, runToEnd, type Stack, spawnProgram } from './stack.ts';
import { findTemporal } from './temporal/binary.ts';
import { startTemporal } from './temporal/temporal.ts';
import { answersOk, listens, StartError, untilReady } from './until.ts';
import { deskBuild } from './web.ts';

/** Everything that does not need each other at the same time, then the two processes that need it all. */
export async function bringUp(stack: Stack): Promise<void> {
  const { temporal, messenger } = stack.plan.own;
  const database = step(stack, 'Database', bringUpDatabase);
  const others = [
    ...(temporal ? [step(stack, 'Temporal', () => bringUpTemporal(stack, database))] : []),
    ...(messenger ? [step(stack, 'Simulated Messenger', bringUpMessenger)] : []),
    step(stack, 'Desk', buildDesk),
  ];
  const [env] = await Promise.all([database, ...others]);
  await step(stack, 'Worker and API', () => bringUpProduct(stack, env));
}

async function step<T>(stack: Stack, what: string, work: (stack: Stack) => Promise<T>): Promise<T> {
  const started = performance.now();
  const working = work(stack);
  stack.steps.push(working);
  const result = await working;
  stack.say(`  ${what.padEnd(20)} ${((performance.now() - started) / 1000).toFixed(1)} s`);
  return result;
}

/** Gives the environment of our own processes: it holds the database's address, known only now. */
async function bringUpDatabase(stack: Stack): Promise<Environment> {
  const { plan, config, given } = stack;
  const url = plan.own.postgres ? await bringUpPostgres(stack) : config.DATABASE_URL;
  const env = environmentOf(plan, config, given, url);
  await runToEnd(stack, 'migrate', ['db/migrations/migrate.ts'], env);
  if (config.DEMO) await runToEnd(stack, 'seed', ['db/demo/seed.ts'], env);
  return env;
}

async function bringUpPostgres(stack: Stack): Promise<string> {
  const { dataDir, ports } = stack.plan;
  const options = {
    dataDir,
    port: ports.postgres,
    logFile: stack.logs.file('postgres'),
    signal: stack.stopping.signal,
  };
  let url = '';
  await keep(stack, 'postgres', async () => {
    const postgres = await startPostgres(options);
    url = postgres.url;
    return postgres;
  });
  return url;
}

async function bringUpTemporal(stack: Stack, database: Promise<Environment>): Promise<void> {
  const { plan, config, logs, say, stopping } = stack;
  const options = {
    program: await findTemporal({ dataDir: plan.dataDir, say }),
    dataDir: plan.dataDir,
    logFile: logs.file('temporal'),
    port: plan.ports.temporal,
    uiPort: plan.ports.temporalUi,
    codecEndpoint: `${plan.publicUrl}/api/codec`,
    namespace: config.TEMPORAL_NAMESPACE,
    retentionDays: config.RETENTION_DAYS,
    signal: stopping.signal,
  };
  const begin = async () => {
    const temporal = await startTemporal(options);
    if (temporal.putAside) tellDamage(stack, database, temporal.putAside);
    return temporal;
  };
  await keep(stack, 'temporal', begin, () => engineWorks(plan.port));
}

/** The API asks real things of the engine all the time; while it does not answer itself, nothing is known. */
async function engineWorks(port: number): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/health/ready`, { signal: AbortSignal.timeout(5_000) });
    const { missing } = (await response.json()) as { missing?: string[] };
    return !missing?.includes('temporal');
  } catch {
    return true;
  }
}

function tellDamage(stack: Stack, database: Promise<Environment>, { fault, file }: PutAside): void {
  stack.say(`  The engine's file was damaged (${fault}). It is kept as ${file}; open chats are taken up again.`);
  const args = ['db/troubles/notice.ts', 'engine_file_damaged', basename(file), 'put_aside'];
  database
    .then((env) => runToEnd(stack, 'notice', args, env))
    .catch((error: unknown) => stack.say(`That could not be noted: ${String(error)}`));
}

async function bringUpMessenger(stack: Stack): Promise<void> {
  const { plan, config, given, logs } = stack;
  const product = environmentOf(plan, config, given, '');
  const env = {
    ...given,
    MESSENGER_PORT: String(plan.ports.messenger),
    MESSENGER_APP_ID: product['FACEBOOK_APP_ID'],
    MESSENGER_APP_SECRET: product['FACEBOOK_APP_SECRET'],
    MESSENGER_VERIFY_TOKEN: product['FACEBOOK_VERIFY_TOKEN'],
    MESSENGER_WEBHOOK_URL: `http://127.0.0.1:${plan.port}/webhooks/messenger`,
    MESSENGER_STATE: join(plan.dataDir, 'messenger.json'),
  };
  await keep(stack, 'messenger', async () => {
    const running = await spawnProgram(stack, 'messenger', ['test/messenger/server.ts'], env);
    await untilReady('The simulated Messenger', running, logs.file('messenger'), () => listens(plan.ports.messenger), {
      signal: stack.stopping.signal,
    });
    return running;
  });
}

async function buildDesk(stack: Stack): Promise<void> {
  const build = deskBuild(root);
  if (build.isCurrent) return;
  stack.say('Building the desk; this happens again only when its sources change.');
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  // Not in DATA_DIR, and for whoever serves it.
  const where = { cwd: join(root, 'web'), umask: process.umask() };
  await runToEnd(stack, 'build', [vite, 'build'], { ...stack.given, NODE_ENV: 'production' }, where);
  build.markBuilt();
}

async function bringUpProduct(stack: Stack, env: Environment): Promise<void> {
  const api = `http://127.0.0.1:${stack.plan.port}/health`;
  const log = stack.logs.file('api');
  await Promise.all([
    keep(stack, 'worker', () => spawnProgram(stack, 'worker', [...NODE_FLAGS, 'activities/worker.ts'], env)),
    keep(stack, 'api', async () => {
      const running = await spawnProgram(stack, 'api', [...NODE_FLAGS, 'api/server.ts'], env);
      await untilReady('The API', running, log, () => answersOk(`${api}/live`), stack.stopping);
      return running;
    }),
  ]);
  await untilReady('The product', undefined, log, () => answersOk(`${api}/ready`), stack.stopping).catch(
    async (error: unknown) => {
      const answer = await fetch(`${api}/ready`).then((response) => response.text());
      throw stack.stopping.signal.aborted ? error : new StartError(`Not everything is there: ${answer}`, log);
    },
  );
}
