import type { Notifier } from '#db/notify/notifier.ts';
import type { Database } from '#db/connection/database.ts';
import type { DataKeys } from '#platform/data-keys.ts';
import type { Keyring } from '#platform/keyring.ts';
import type { Logger } from '#platform/log.ts';
import type { BucketSettings, FileStore } from '#platform/store/file-store.ts';
import type { Typesetter } from '#platform/typesetting/typesetter.ts';
import { type TemporalSettings } from '#platform/temporal.ts';
import type { AnalyticsSettings } from '#activities/analytics/measurement.ts';
import { type Bundle } from '#activities/builds/bundle.ts';
import type { HttpSettings } from '#activities/crm/http.ts';
import type { FacebookSettings } from '#activities/facebook/deps.ts';
import type { FetchSettings } from '#activities/files/fetch-to.ts';
import type { Graph } from '#activities/messenger/graph.ts';
import { type Version } from '#activities/builds/versions.ts';

export interface WorkerDeps {
  database: Database;
  databaseUrl: string;
  temporal: TemporalSettings;
  keyring: Keyring;
  graph: Graph;
  bundle: Bundle;
  /** Folder in which files stand that people asked for. */
  dataDir: string;
  /** The bucket of all other files; none: a folder of `dataDir`. */
  bucket?: BucketSettings | null;
  /** Name of the deployment whose builds may run side by side; empty: there is one build at a time. */
  deployment?: string;
  /** From where attachments are fetched; left out: from nowhere. */
  attachments?: FetchSettings;
  /** How a CRM beside ours is spoken with; left out: none that stands inside, and links lead nowhere. */
  crm?: HttpSettings;
  /** Where chats are counted; left out: at Google. */
  analytics?: AnalyticsSettings;
  /** How people log in with Facebook; left out: not at all. */
  facebook?: FacebookSettings;
  log: Logger;
}

export type Shared = WorkerDeps & {
  attachments: FetchSettings;
  crm: HttpSettings;
  analytics: AnalyticsSettings;
  store: FileStore;
  typesetter: Typesetter;
  pool: Database['pool'];
  notifier: Notifier;
  version: Version | null;
  dataKeys: DataKeys;
};
