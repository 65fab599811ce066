import { onPortsOfItsOwn } from '../own-ports.ts';
import { type Environment, environmentOf } from '../plan.ts';
import { startPostgres } from '../postgres/postgres.ts';
import { keep, runToEnd, type Stack } from '../stack.ts';

/**
 * Gives the environment of our own processes: it holds the database's address, known only now, and the others' where
 * they are by the time that it is asked for.
 */
export async function bringUpDatabase(stack: Stack): Promise<() => Environment> {
  const { plan, config, given } = stack;
  const url = plan.own.postgres ? await bringUpPostgres(stack) : config.DATABASE_URL;
  const env = () => environmentOf(plan, config, given, url);
  await runToEnd(stack, 'migrate', ['db/migrations/migrate.ts'], env());
  if (config.DEMO) await runToEnd(stack, 'seed', ['db/demo/seed.ts'], env());
  return env;
}

async function bringUpPostgres(stack: Stack): Promise<string> {
  const { dataDir, ports } = stack.plan;
  const options = {
    dataDir,
    logFile: stack.logs.file('postgres'),
    signal: stack.stopping.signal,
  };
  let url = '';
  const start = async () => {
    const postgres = await startPostgres({ ...options, port: ports.postgres });
    url = postgres.url;
    return postgres;
  };
  await onPortsOfItsOwn(ports, ['postgres'], () => keep(stack, 'postgres', start));
  return url;
}
