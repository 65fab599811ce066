import type { Client } from '@temporalio/client';
import type { AnalyticsSettings } from '#activities/analytics/measurement.ts';
import type { SharedApp } from '#activities/facebook/application.ts';
import type { Hosts } from '#activities/files/hosts.ts';
import type { ChatPlace } from '#db/chats/row.ts';
import type { Together } from '#db/inbound/together.ts';
import type { Notifier } from '#db/notify/notifier.ts';
import type { Database } from '#db/connection/database.ts';
import type { DataKeys } from '#platform/data-keys.ts';
import type { Keyring } from '#platform/keyring.ts';
import type { Logger } from '#platform/log.ts';
import type { FileStore } from '#platform/store/file-store.ts';
import type { Typesetter } from '#platform/typesetting/typesetter.ts';
import type { Auth, Signed } from '../access/auth.ts';
import type { EngineHealth } from '#platform/engine-health.ts';
import type { Attention } from '../attention/attention.ts';
import type { FacebookApps } from '../facebook/apps.ts';
import type { ChangeFeed } from '../live/feed.ts';
import type { Countries } from '../webhooks/countries.ts';
import type { Space } from '../troubles/space.ts';
import type { Deliveries } from '../webhooks/deliveries.ts';

/** What the routes work with; built once by `server.ts` or a test. */
export interface ApiDeps {
  database: Database;
  temporal: Client;
  health: EngineHealth;
  keyring: Keyring;
  dataKeys: DataKeys;
  auth: Auth;
  feed: ChangeFeed;
  attention: Attention;
  notifier: Notifier;
  deliveries: Deliveries;
  together: Together;
  countries: Countries;
  space: Space;
  log: Logger;
  publicUrl: string;
  /** Marks what is not to be read in the audit; derived from the installation's keys. */
  auditKey: string;
  /** Signs links to documents; derived likewise. */
  linkKey: string;
  temporalUiUrl: string;
  trustedProxies: string[];
  /** Folder in which files stand that people asked for. */
  dataDir: string;
  /** What files hold that were sent or received. */
  store: FileStore;
  typesetter: Typesetter;
  /** Where a CRM beside ours may stand. */
  crmHosts: Hosts;
  /** Where chats are counted. */
  analytics: AnalyticsSettings;
  /** For how many days a deleted chat can be put back. */
  binDays: number;
  /** Left out: there is no demo. */
  demo?: { clientPage: string | null };
  facebook: Facebook;
  facebookApps: FacebookApps;
}

/** Where Facebook is, and where it finds us. */
interface Facebook {
  shared: SharedApp;
  graphUrl: string;
  dialogUrl: string;
  redirectUri: string;
  webhookUrl: string;
}

/** What middleware leaves for the handlers. */
export interface ApiEnv {
  Variables: {
    signed: Signed | null;
    chat: ChatPlace;
    address: string;
    requestId: string;
  };
}
