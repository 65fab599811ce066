import { randomBytes, randomUUID } from 'node:crypto';
import { type Client, ServiceError } from '@temporalio/client';
import { bundleWorkflows } from '#activities/builds/bundle.ts';
import { createGraph } from '#activities/messenger/graph.ts';
import { type RunningWorker, runWorker } from '#activities/workers/run-worker.ts';
import { EngineHealth } from '#platform/engine-health.ts';
import { startAndAsk } from '#activities/telling/update.ts';
import { relayPass } from '#activities/relay/relay.ts';
import { acceptEvents } from '#db/inbound/accept.ts';
import { acceptReply } from '#db/outbox/accept-reply.ts';
import type { Database } from '#db/connection/database.ts';
import type { DataKeys } from '#platform/data-keys.ts';
import type { Keyring } from '#platform/keyring.ts';
import { createLogger } from '#platform/log.ts';
import { createFileStore, type FileStore } from '#platform/store/file-store.ts';
import { removeFolder, temporaryFolder } from '#test/ground/folder.ts';
import { until } from '#test/integration/support/until.ts';
import type { Messenger } from '#test/messenger/messenger.ts';
import { chatWorkflowId } from '#workflows/chat/interface.ts';
import type { ContactFacts } from '#workflows/chat/vocabulary.ts';
import type { chatWorkflow } from '#workflows/chat/workflow.ts';
import { buildStage, type Parts, type Place } from './stage-parts.ts';
import { wordOf } from './word.ts';

const log = createLogger('test', 'silent');

export const openStage = async (place: Partial<Place> = {}): Promise<Stage> => new Stage(await buildStage(place));

/**
 * Real database, real engine, real worker, simulated Meta; the test itself relays, so that it decides what comes
 * together.
 */
export class Stage {
  readonly database: Database;
  readonly databaseUrl: string;
  readonly temporal: Client;
  readonly keyring: Keyring;
  readonly dataKeys: DataKeys;
  readonly messenger: Messenger;
  readonly page: { id: string; facebookId: string };
  readonly olena: string;
  readonly store: FileStore;
  readonly taras: string;
  private readonly parts: Parts;
  private readonly dataDir = temporaryFolder('stage');
  private readonly health = new EngineHealth();
  private readonly workers: RunningWorker[] = [];

  constructor(parts: Parts) {
    this.parts = parts;
    this.database = parts.database;
    this.databaseUrl = parts.databaseUrl;
    this.temporal = parts.temporal;
    this.keyring = parts.keyring;
    this.dataKeys = parts.dataKeys;
    this.messenger = parts.messenger;
    this.page = parts.page;
    this.olena = parts.olena;
    this.store = createFileStore(this.dataDir);
    this.taras = parts.taras;
  }

  async startWorker(entry?: string, deployment = ''): Promise<RunningWorker> {
    const { database, databaseUrl, keyring, messenger, parts } = this;
    const graph = createGraph(messenger.url, '');
    const bundle = await (entry === undefined ? parts.bundle() : bundleWorkflows(entry));
    const temporal = parts.settings;
    const nobodyTells = () => [];
    const place = { database, databaseUrl, temporal, dataDir: this.dataDir };
    const worker = runWorker({ ...place, keyring, graph, bundle, deployment, log }, nobodyTells);
    this.workers.push(worker);
    return worker;
  }

  /** A client writes; their id. */
  async wrote(psid: string, text: string, at = Date.now(), contact: ContactFacts = {}): Promise<string> {
    const { pool } = this.database;
    await acceptEvents(pool, [wordOf(this.page.facebookId, { psid, text, at, contact })]);
    const { rows } = await pool.query<{ id: string }>('select id from client where psid = $1', [psid]);
    return rows[0]?.id ?? '';
  }

  /** What the engine did not take at once is told again, as the loop does. */
  async relay(): Promise<void> {
    const { pool } = this.database;
    await eventually(async () => {
      while (await relayPass({ pool, temporal: this.temporal, log, health: this.health }));
      return (await pool.query('select 1 from client where inbox_rev > relayed_rev limit 1')).rowCount === 0;
    });
  }

  /** The id of the answer, or why it is refused. */
  async answer(chatId: string, text: string, by = this.olena): Promise<string> {
    const { pool } = this.database;
    const { rows } = await pool.query<{ client_id: string }>('select client_id from chat where id = $1', [chatId]);
    const clientId = rows[0]?.client_id ?? '';
    const key = randomUUID();
    const reply = { chatId, clientId, pageId: this.page.id, authorId: by, text, key, replyTo: null };
    const accepted = await acceptReply(pool, reply);
    if (accepted.kind === 'crossed') throw new Error('nobody said what they had seen');
    if (accepted.kind === 'unknown_files') throw new Error('it has no files');
    return accepted.kind === 'refused' ? accepted.why : (accepted.ids[0] ?? '');
  }

  handle(clientId: string) {
    return this.temporal.workflow.getHandle<typeof chatWorkflow>(chatWorkflowId(clientId));
  }

  async finish(clientId: string, chatId: string): Promise<void> {
    const request = {
      kind: 'change_status',
      chatId,
      by: this.olena,
      at: Date.now(),
      to: 'finished',
      after: 0,
    } as const;
    const ask = () => startAndAsk(this.temporal, { clientId, pageId: this.page.id }, request, `finish ${chatId}`);
    // The engine takes the task again when a message comes in the same moment; the caller asks again, as the API does.
    await ask().catch(async (error: unknown) => {
      if (!(error instanceof ServiceError)) throw error;
      await ask();
    });
  }

  async close(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.stop()));
    await Promise.all([this.temporal.connection.close(), this.messenger.close(), this.database.close()]);
    await this.parts.drop();
    removeFolder(this.dataDir);
  }
}

/** A page-scoped id nobody else has. */
export const newPsid = (): string => String(BigInt(`0x${randomBytes(6).toString('hex')}`) + 10n ** 15n);

/** Looks until `read` gives something. */
export const eventually = <T>(read: () => Promise<T | null | undefined | false>): Promise<T> =>
  until('it', read) as Promise<T>;
