import { type Client, ServiceError } from '@temporalio/client';
import { randomBytes, randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import { bundleWorkflows } from '#activities/builds/bundle.ts';
import { createGraph } from '#activities/messenger/graph.ts';
import { type RunningWorker, runWorker } from '#activities/workers/run-worker.ts';
import { EngineHealth } from '#api/engine/health.ts';
import { startAndAsk } from '#api/engine/update.ts';
import { relayPass } from '#api/relay/relay.ts';
import { type Database, openDatabase } from '#db/connection/database.ts';
import { acceptEvents } from '#db/inbound/accept.ts';
import type { InboundEvent } from '#db/inbound/events.ts';
import { acceptReply } from '#db/outbox/accept-reply.ts';
import { insertEmployee } from '#db/people/add-employee.ts';
import { insertPage } from '#db/people/add-page.ts';
import { tokenPlace } from '#db/people/page-tokens.ts';
import type { DataKeys } from '#platform/data-keys.ts';
import { createKeyring, type Keyring } from '#platform/keyring.ts';
import { createLogger } from '#platform/log.ts';
import { openTemporal, registerSearchAttributes } from '#platform/temporal.ts';
import { createDatabase } from '#test/ground/database.ts';
import { keysIn } from '#test/ground/keys.ts';
import { createNamespace } from '#test/integration/support/namespace.ts';
import { installRuntime } from '#test/integration/support/runtime.ts';
import { createMessenger, type Messenger } from '#test/messenger/messenger.ts';
import { chatWorkflowId } from '#workflows/chat/interface.ts';
import type { ContactFacts } from '#workflows/chat/vocabulary.ts';
import type { chatWorkflow } from '#workflows/chat/workflow.ts';
import { until } from '#test/integration/support/until.ts';

/**
 * Real database, real engine, real worker, simulated Meta; the test itself relays, so that it decides what comes
 * together.
 */
export interface Stage {
  database: Database;
  databaseUrl: string;
  temporal: Client;
  keyring: Keyring;
  dataKeys: DataKeys;
  messenger: Messenger;
  page: { id: string; facebookId: string };
  olena: string;
  taras: string;
  startWorker(entry?: string, deployment?: string): Promise<RunningWorker>;
  wrote(psid: string, text: string, at?: number, contact?: ContactFacts): Promise<string>;
  relay(): Promise<void>;
  answer(chatId: string, text: string, by?: string): Promise<string>;
  handle(clientId: string): ReturnType<typeof handleOf>;
  finish(clientId: string, chatId: string): Promise<void>;
  close(): Promise<void>;
}

/** A page-scoped id nobody else has. */
export const newPsid = (): string => String(BigInt(`0x${randomBytes(6).toString('hex')}`) + 10n ** 15n);

const log = createLogger('test', 'silent');
const handleOf = (temporal: Client, clientId: string) =>
  temporal.workflow.getHandle<typeof chatWorkflow>(chatWorkflowId(clientId));

/** Where the stage stands; by default on the tests' ground, with a key of its own. */
export interface Place {
  database: { url: string; drop(): Promise<void> };
  temporalAddress: string;
  keys: string;
}

export async function openStage(place: Partial<Place> = {}): Promise<Stage> {
  installRuntime();
  const { url, drop } = place.database ?? (await createDatabase());
  const database = await openDatabase(url, 8);
  const keyring = createKeyring(place.keys ?? `k1:${randomBytes(32).toString('base64')}`);
  const settings = {
    address: place.temporalAddress ?? inject('temporalAddress'),
    // Files run side by side: a worker with another key must not take this one's chats.
    namespace: place.temporalAddress ? 'default' : await createNamespace(),
  };
  const dataKeys = keysIn(database.pool, keyring);
  const temporal = openTemporal(settings, dataKeys);
  await registerSearchAttributes(temporal);
  const messenger = await createMessenger();
  const facebookId = '102030405060701';
  const page = await insertPage(database.pool, {
    facebookId,
    name: 'Дім і Світло',
    sealedToken: keyring.seal('EAAB-demo-dim-i-svitlo', tokenPlace(facebookId)),
    employeeIds: [],
  });
  const [olena, taras] = await Promise.all(
    ['olena', 'taras'].map((name) => addOperator(database, name, page?.id ?? '')),
  );
  const workers: RunningWorker[] = [];
  const deps = { pool: database.pool, temporal, log, health: new EngineHealth() };
  return {
    database,
    databaseUrl: url,
    temporal,
    keyring,
    dataKeys,
    messenger,
    page: { id: page?.id ?? '', facebookId },
    olena: olena ?? '',
    taras: taras ?? '',
    startWorker: async (entry, deployment = '') => {
      const graph = createGraph(messenger.url, '');
      const worker = runWorker({
        database,
        databaseUrl: url,
        temporal: settings,
        keyring,
        graph,
        bundle: await bundleWorkflows(entry),
        deployment,
        log,
      });
      workers.push(worker);
      return worker;
    },
    wrote: async (psid, text, at = Date.now(), contact = {}) => {
      await acceptEvents(database.pool, [messageEvent(facebookId, { psid, text, at, contact })]);
      const { rows } = await database.pool.query<{ id: string }>('select id from client where psid = $1', [psid]);
      return rows[0]?.id ?? '';
    },
    // What the engine did not take at once is told again, as the loop does.
    relay: async () => {
      await eventually(async () => {
        while (await relayPass(deps));
        const { rowCount } = await database.pool.query('select 1 from client where inbox_rev > relayed_rev limit 1');
        return rowCount === 0;
      });
    },
    answer: async (chatId, text, by = olena ?? '') => {
      const { rows } = await database.pool.query<{ client_id: string }>('select client_id from chat where id = $1', [
        chatId,
      ]);
      const reply = {
        chatId,
        clientId: rows[0]?.client_id ?? '',
        pageId: page?.id ?? '',
        authorId: by,
        text,
        key: randomUUID(),
        replyTo: null,
      };
      const accepted = await acceptReply(database.pool, reply);
      return accepted.kind === 'refused' ? accepted.why : accepted.id;
    },
    handle: (clientId) => handleOf(temporal, clientId),
    finish: async (clientId, chatId) => {
      const request = {
        kind: 'change_status',
        chatId,
        by: olena ?? '',
        at: Date.now(),
        to: 'finished',
        after: 0,
      } as const;
      const owner = { clientId, pageId: page?.id ?? '' };
      const ask = () => startAndAsk(temporal, owner, request, `finish ${chatId}`);
      // The engine takes the task again when a message comes in the same moment; the caller asks again, as the API
      // does.
      await ask().catch(async (error: unknown) => {
        if (!(error instanceof ServiceError)) throw error;
        await ask();
      });
    },
    close: async () => {
      await Promise.all(workers.map((worker) => worker.stop()));
      await Promise.all([temporal.connection.close(), messenger.close(), database.close()]);
      await drop();
    },
  };
}

/** Looks until `read` gives something. */
export const eventually = <T>(read: () => Promise<T | null | undefined | false>): Promise<T> =>
  until('it', read) as Promise<T>;

type Word = { psid: string; text: string; at: number; contact: ContactFacts };

function messageEvent(pageFacebookId: string, { psid, text, at, contact }: Word): InboundEvent {
  const mid = `m_${randomUUID()}`;
  const common = { pageFacebookId, psid, at, raw: '{}', key: `${pageFacebookId}:mid:${mid}` };
  return {
    ...common,
    kind: 'message',
    mid,
    messageKind: 'text',
    text,
    attachments: [],
    replyToMid: null,
    opens: 'message',
    contact,
    referral: null,
  };
}

async function addOperator(database: Database, name: string, pageId: string): Promise<string> {
  const added = await insertEmployee(database.pool, {
    name,
    email: `${name}@test.example`,
    passwordHash: '-',
    roles: ['operator'],
    pageIds: [pageId],
  });
  return added?.id ?? '';
}
