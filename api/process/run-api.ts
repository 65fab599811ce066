import { createHmac } from 'node:crypto';
import type { Server } from 'node:http';
import { serve } from '@hono/node-server';
import { Notifier } from '#db/notify/notifier.ts';
import { listen } from '#db/notify/listen.ts';
import type { Database } from '#db/connection/database.ts';
import type { KeepDays } from '#db/retention/forget.ts';
import { keyStore } from '#db/keys/store.ts';
import { watchWork } from '#db/troubles/watch.ts';
import { DataKeys } from '#platform/data-keys.ts';
import { createKeyring } from '#platform/keyring.ts';
import { isLocalHost } from '#platform/local.ts';
import type { Logger } from '#platform/log.ts';
import { openRoom, type Work } from '#platform/room.ts';
import { openTemporal, type TemporalSettings } from '#platform/temporal.ts';
import { watchKeys } from '#platform/watch-keys.ts';
import { clientOfWorkflow } from '#workflows/chat/interface.ts';
import { askedAgain } from '../http/again.ts';
import { createAttempts } from '../access/attempts.ts';
import { createAuth } from '../access/auth.ts';
import { type AppType, createApp } from '../app.ts';
import { watchButtons } from '../troubles/buttons.ts';
import { ChangeFeed } from '../live/feed.ts';
import type { ApiDeps } from '../http/deps.ts';
import { findDesk, serveDesk } from './serve-desk.ts';
import { EngineHealth } from '../engine/health.ts';
import { bePatient, PATIENCE } from './patience.ts';
import { sweep } from '../presence/sweep.ts';
import { pruning } from './pruning.ts';
import { wakeOverdue } from '../relay/overdue.ts';
import { relay, retelling } from '../relay/relay.ts';
import { watchStores } from '../relay/stores.ts';
import { watchChats } from '../relay/watch.ts';
import { retention } from './retention.ts';
import { publications } from '../settings/publications.ts';
import { Space } from '../troubles/space.ts';
import { Countries } from '../webhooks/countries.ts';
import { Deliveries } from '../webhooks/deliveries.ts';
import { readUnread } from '../webhooks/unread.ts';

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
  facebook: { appId: string; appSecrets: string[]; verifyToken: string };
  rawEventDays: number;
  keepDays: KeepDays;
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
  const pool = database.first;
  const store = keyStore(pool);
  const dataKeys = new DataKeys(keyring, store, clientOfWorkflow);
  const temporal = openTemporal(settings.temporal, dataKeys);
  const deliveries = new Deliveries();
  const health = new EngineHealth();
  const feed = new ChangeFeed(pool);
  const countries = new Countries();
  const space = new Space(pool);
  const wake = (topic: string): void => room.wake(topic);
  const notifier = new Notifier(pool, wake);
  const shared = { pool, temporal, notifier, log, health };
  // What this process does although nobody asks.
  const works: Work[] = [
    relay(shared, deliveries),
    retelling(shared),
    feed.work,
    countries.watch(pool),
    publications(shared),
    watchStores(shared, () => wake('inbox')),
    watchChats(shared),
    wakeOverdue(shared),
    sweep(shared),
    space.work,
    readUnread({ pool, notifier, countries, appId: settings.facebook.appId, log }),
    pruning(pool, settings.rawEventDays),
    retention(pool, settings.keepDays),
    watchButtons(pool),
    watchKeys(dataKeys, store, log),
  ];
  const room = openRoom(works, log, watchWork(pool, 'api'));
  const silence = listen(settings.databaseUrl, (topics) => topics.forEach(wake));
  // Cookies are signed with a key of their own, made from the installation's.
  const keyFor = (use: string): string => createHmac('sha256', settings.secretKeys).update(use).digest('base64url');
  const secret = keyFor('session cookies');
  const auth = createAuth({ pool: database.pool, publicUrl: settings.publicUrl, secret });
  const deps: ApiDeps = {
    ...settings,
    auditKey: keyFor('marks in the audit'),
    keyring,
    dataKeys,
    temporal,
    health,
    auth,
    feed,
    deliveries,
    countries,
    space,
    notifier,
  };
  const desk = findDesk(settings.deskFolder);
  const app = createApp(deps, await createAttempts(database.pool), desk?.scripts);
  if (desk) serveDesk(app, desk);
  const server = await listenOn(askedAgain(app.fetch), settings.port, settings.host || hostnameFor(settings.publicUrl));
  return {
    port: server.port,
    app,
    stop: async () => {
      feed.end();
      await server.close();
      await Promise.all([room.stop(), silence()]);
      await temporal.connection.close();
    },
  };
}

/** How long requests under way may take once we are asked to stop; live streams end at once. */
const CLOSE_MS = 5_000;
/** Connections whose last answer has gone out are kept alive by nobody. */
const IDLE_MS = 20;

function listenOn(
  fetch: Parameters<typeof serve>[0]['fetch'],
  port: number,
  hostname: string,
): Promise<{ port: number; close(): Promise<void> }> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, port, hostname, serverOptions: PATIENCE }, (info) =>
      resolve({ port: info.port, close: () => close(server as Server) }),
    );
    bePatient(server as Server);
    server.once('error', reject);
  });
}

/** Who reaches us under a name of this machine alone gets no open port in the network. */
function hostnameFor(publicUrl: string): string {
  return isLocalHost(new URL(publicUrl).hostname) ? '127.0.0.1' : '0.0.0.0';
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const idle = setInterval(() => server.closeIdleConnections(), IDLE_MS);
    const late = setTimeout(() => server.closeAllConnections(), CLOSE_MS);
    server.close(() => {
      clearInterval(idle);
      clearTimeout(late);
      resolve();
    });
  });
}
