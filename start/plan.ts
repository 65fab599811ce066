import { randomInt } from 'node:crypto';
import { resolve } from 'node:path';
import type { Config } from '#config';
import { NODE_ENVIRONMENT } from './node-flags.ts';
import { isRefusedByBrowsers } from './bad-ports.ts';
import { everywhere, freePort, isFree } from './ports.ts';
import { ownSecrets, type Secrets } from './secrets.ts';
import type { Say } from './terminal.ts';
import { StartError } from './until.ts';

export type Environment = Record<string, string | undefined>;

/** What this start will bring up, and where: everything that is known before the first process runs. */
export type Plan = {
  dataDir: string;
  publicUrl: string;
  port: number;
  own: { postgres: boolean; temporal: boolean; messenger: boolean };
  ports: { postgres: number; temporal: number; temporalUi: number; messenger: number };
  secrets: Secrets;
};

/** `given` is the environment as the person set it: a port they asked for is never silently another one. */
export async function makePlan(config: Config, given: Environment, say: Say): Promise<Plan> {
  const dataDir = resolve(config.DATA_DIR);
  const port = await choosePort(config.PORT, Boolean(given['PORT']), say);
  const ports = await chooseInnerPorts(port);
  return {
    dataDir,
    port,
    publicUrl: given['PUBLIC_URL'] ? config.PUBLIC_URL : `http://localhost:${port}`,
    own: {
      postgres: config.DATABASE_URL === '',
      temporal: config.TEMPORAL_ADDRESS === '',
      messenger: config.DEMO && !given['GRAPH_API_URL'],
    },
    ports,
    secrets: ownSecrets(dataDir),
  };
}

/** What every process of ours gets: the person's own settings, and ours where they set none. */
export function environmentOf(plan: Plan, config: Config, given: Environment, databaseUrl: string): Environment {
  const { own, ports, secrets } = plan;
  const messengerUrl = `http://127.0.0.1:${ports.messenger}`;
  const uiUrl = own.temporal ? `http://localhost:${ports.temporalUi}` : '';
  return {
    ...NODE_ENVIRONMENT,
    ...given,
    DATA_DIR: plan.dataDir,
    // Decided once, for all processes of this start.
    DEMO: String(config.DEMO),
    PORT: String(plan.port),
    PUBLIC_URL: plan.publicUrl,
    DATABASE_URL: databaseUrl,
    TEMPORAL_ADDRESS: config.TEMPORAL_ADDRESS || `127.0.0.1:${ports.temporal}`,
    TEMPORAL_UI_URL: config.TEMPORAL_UI_URL || uiUrl,
    SECRET_KEYS: config.SECRET_KEYS || secrets.secretKeys,
    ...(own.messenger && {
      GRAPH_API_URL: messengerUrl,
      FACEBOOK_URL: messengerUrl,
      ATTACHMENT_HOSTS: `${config.ATTACHMENT_HOSTS},${messengerUrl}`,
      FACEBOOK_APP_ID: config.FACEBOOK_APP_ID || secrets.appId,
      FACEBOOK_APP_SECRET: config.FACEBOOK_APP_SECRET || secrets.appSecret,
      FACEBOOK_VERIFY_TOKEN: config.FACEBOOK_VERIFY_TOKEN || secrets.verifyToken,
    }),
  };
}

async function choosePort(wanted: number, isAskedFor: boolean, say: Say): Promise<number> {
  if (wanted === 0) return freePort([], everywhere);
  if (isRefusedByBrowsers(wanted))
    throw new StartError(`Browsers refuse port ${wanted} (PORT), whatever listens there. Set PORT to another one.`);
  if ((await isFree(wanted)) && (await isFree(wanted, everywhere))) return wanted;
  if (isAskedFor) {
    throw new StartError(`Port ${wanted} (PORT) is taken by another program. Free it, or set PORT to another one.`);
  }
  const port = await freePort([wanted + 10, wanted + 20, wanted + 30], everywhere);
  say(`Port ${wanted} is taken by another program; using ${port}.`);
  return port;
}

async function chooseInnerPorts(port: number): Promise<Plan['ports']> {
  const messenger = await freePort([port + 1]);
  const temporalUi = await freePort([8233]);
  // Chosen before anything listens, so two of them could be equal; a wide random range makes that unlikely.
  const start = randomInt(20_000, 28_000);
  const postgres = await freePort([start, start + 2, start + 4]);
  const temporal = await freePort([start + 1, start + 3, start + 5]);
  return { messenger, temporalUi, postgres, temporal };
}
