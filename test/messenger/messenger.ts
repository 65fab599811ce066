import { serve, type ServerType } from '@hono/node-server';
import type { AddressInfo } from 'node:net';
import { createControl, type Control } from './control/control.ts';
import { demoApp, demoClients, demoPages, demoUser } from './demo.ts';
import { createFaults } from './faults.ts';
import { createSendLedger } from './graph/ledger.ts';
import { createRateLimits } from './graph/rate-limits.ts';
import { Uploads } from './graph/uploads.ts';
import { createApp } from './app.ts';
import { Grants } from './login/grants.ts';
import { demoPeople } from './login/person.ts';
import { retrySchema, type MessengerOptions } from './options.ts';
import { PageMessages } from './page-messages.ts';
import { createActions } from './person/actions.ts';
import { createSchedule } from './schedule.ts';
import { openState } from './state.ts';
import { switchesSchema, type Switches } from './switches.ts';
import { Courier } from './webhook/courier.ts';
import { Dispatch } from './webhook/dispatch.ts';
import { createWorld, type World } from './world.ts';

export type Messenger = Control & { url: string; close(): Promise<void> };

/**
 * A simulated Meta on a port of its own (0 or none: a free one). All that the control surface can do are methods too.
 */
export async function createMessenger(options: MessengerOptions = {}): Promise<Messenger> {
  const parts = assemble(options);
  const app = createApp(parts);
  const server = await listen(app.fetch, options);
  const { port } = server.address() as AddressInfo;
  const host = options.host ?? '127.0.0.1';
  parts.address.url = `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${port}`;
  if (options.webhookUrl) parts.control.setWebhook({ url: options.webhookUrl });
  return { ...parts.control, url: parts.address.url, close: () => close(server, parts) };
}

export type Parts = ReturnType<typeof assemble>;

function assemble(options: MessengerOptions) {
  const address = { url: '' };
  const world = createWorld(options.pages ?? [...demoPages], options.clients ?? demoClients);
  const set = { switches: switchesSchema.parse(options.switches ?? {}) };
  const switches = () => set.switches;
  const app = {
    id: options.appId ?? demoApp.id,
    secret: options.appSecret ?? demoApp.secret,
    user: demoUser,
    grants: new Grants(options.people ?? demoPeople),
    requiresProof: () => switches().requireProof,
  };
  const faults = createFaults();
  const ledger = createSendLedger();
  const limits = createRateLimits(switches);
  const uploads = new Uploads(() => address.url, app.secret);
  const way = wayToCallback(options, world, switches);
  const { dispatch, schedule } = way;
  const messages = new PageMessages({ world, dispatch, schedule, switches });
  const actions = createActions(world, dispatch, switches);
  const state = openState(options.stateFile, { ...way, world, uploads });
  const verifyToken = options.verifyToken ?? demoApp.verifyToken;
  const told = { ...way, world, faults, ledger, messages, uploads, app };
  const control = createControl({ ...told, set, actions, verifyToken });
  return { ...told, address, switches, limits, control, state, origin: () => address.url };
}

/** How events leave. */
function wayToCallback(options: MessengerOptions, world: World, switches: () => Switches) {
  const log = options.log ?? (() => {});
  const schedule = createSchedule();
  const appSecret = options.appSecret ?? demoApp.secret;
  const retry = retrySchema.parse(options.retry ?? {});
  const courier = new Courier({ world, schedule, switches, retry, appSecret, log });
  const dispatch = new Dispatch({ world, schedule, courier, switches });
  return { schedule, courier, dispatch, log };
}

function listen(
  fetch: Parameters<typeof serve>[0]['fetch'],
  { port = 0, host = '127.0.0.1' }: MessengerOptions,
): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, port, hostname: host }, () => resolve(server));
    server.once('error', reject);
  });
}

async function close(server: ServerType, { schedule, control, state }: Parts): Promise<void> {
  control.setWebhook(null);
  schedule.close();
  await state.close();
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
}
