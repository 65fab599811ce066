import { createHmac } from 'node:crypto';
import type { Server } from 'node:http';
import { serve } from '@hono/node-server';
import { Bell } from '#db/bell.ts';
import { listen } from '#db/listen.ts';
import type { Database } from '#db/orm.ts';
import { prune } from '#db/changes/prune.ts';
import { createKeyring } from '#platform/keyring.ts';
import type { Logger } from '#platform/log.ts';
import { startLoop } from '#platform/loop.ts';
import { openRoom } from '#platform/room.ts';
import { openTemporal, type TemporalSettings } from '#platform/temporal.ts';
import { createAttempts } from './access/attempts.ts';
import { createAuth } from './access/auth.ts';
import { type AppType, createApp } from './app.ts';
import { ChangeFeed } from './changes/feed.ts';
import type { ApiDeps } from './deps.ts';
import { findDesk, serveDesk } from './desk.ts';
import { hurry, PATIENCE } from './patience.ts';
import { watchEngine } from './relay/amnesia.ts';
import { startSweep } from './presence/sweep.ts';
import { startRelay } from './relay/relay.ts';
import { startPublications } from './settings/publications.ts';
import { Countries } from './webhooks/countries.ts';
import { Deliveries } from './webhooks/deliveries.ts';
import { readUnread } from './webhooks/unread.ts';

const PRUNE_EVERY_MS = 60 * 60 * 1000;

export interface ApiSettings {
  port: number;
  /** Address to listen on; empty: by the public address. */
  host?: string;
  database: Database;
  databaseUrl: string;
  temporal: TemporalSettings;
  secretKeys: string;
  publicUrl: string;
  temporalUiUrl: string;
  trustedProxies: string[];
  facebook: { appSecrets: string[]; verifyToken: string };
  rawEventDays: number;
  deskFolder: string;
  log: Logger;
}

export interface RunningApi {
  port: number;
  /** What is served, for the tests that go over every route. */
  app: AppType;
  stop(): Promise<void>;
}

/** Serves the API and the desk, relays what was accepted, and watches the engine. */
export async function runApi(settings: ApiSettings): Promise<RunningApi> {
  const { database, log } = settings;
  const keyring = createKeyring(settings.secretKeys);
  const temporal = openTemporal(settings.temporal, keyring);
  const deliveries = new Deliveries();
  const relay = startRelay({ pool: database.pool, temporal, log }, deliveries);
  const publications = startPublications({ pool: database.pool, temporal, log });
  const feed = new ChangeFeed(database.pool, log);
  const wake = (topic: string): void => {
    if (topic === 'inbox') relay.wake();
    if (topic === 'change') feed.wake();
    if (topic === 'delivery') reading.wake(topic);
    if (topic === 'settings') {
      watching.wake();
      publications.wake();
    }
  };
  const countries = new Countries();
  const watching = countries.watch(database.pool, log);
  const engine = watchEngine({ pool: database.pool, temporal, log }, () => relay.wake());
  const silence = listen(settings.databaseUrl, (topics) => topics.forEach(wake));
  const pruning = startLoop('prune', log, PRUNE_EVERY_MS, async () => {
    await prune(database.pool, settings.rawEventDays);
    return false;
  });
  // Cookies are signed with a key of their own, made from the installation's.
  const secret = createHmac('sha256', settings.secretKeys).update('session cookies').digest('base64url');
  const auth = createAuth({ pool: database.pool, publicUrl: settings.publicUrl, secret });
  const bell = new Bell(database.pool, wake);
  const sweep = startSweep({ pool: database.pool, bell, log });
  const reading = openRoom([readUnread({ pool: database.pool, bell, countries, log })], log);
  const deps: ApiDeps = {
    ...settings,
    keyring,
    temporal,
    auth,
    feed,
    deliveries,
    countries,
    bell,
  };
  const desk = findDesk(settings.deskFolder);
  const app = createApp(deps, await createAttempts(database.pool), desk?.scripts);
  if (desk) serveDesk(app, desk);
  const server = await listenOn(app.fetch, settings.port, settings.host || hostnameFor(settings.publicUrl));
  return {
    port: server.port,
    app,
    stop: async () => {
      await server.close();
      await Promise.all([
        relay.stop(),
        engine.stop(),
        feed.stop(),
        publications.stop(),
        pruning.stop(),
        watching.stop(),
        sweep.stop(),
        reading.stop(),
        silence(),
      ]);
      await temporal.connection.close();
    },
  };
}

/** How long requests under way may take once we are asked to stop; live streams end at once. */
const CLOSE_MS = 5_000;

function listenOn(
  fetch: Parameters<typeof serve>[0]['fetch'],
  port: number,
  hostname: string,
): Promise<{ port: number; close(): Promise<void> }> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, port, hostname, serverOptions: PATIENCE }, (info) =>
      resolve({ port: info.port, close: () => close(server as Server) }),
    );
    server.on('request', hurry);
    server.once('error', reject);
  });
}

/** Who reaches us under a name of this machine alone gets no open port in the network. */
function hostnameFor(publicUrl: string): string {
  return ['localhost', '127.0.0.1'].includes(new URL(publicUrl).hostname) ? '127.0.0.1' : '0.0.0.0';
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), CLOSE_MS).unref();
  });
}
