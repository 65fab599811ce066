import type { AnalyticsSettings } from '#activities/analytics/measurement.ts';
import type { SharedApp } from '#activities/facebook/application.ts';
import type { Hosts } from '#activities/files/hosts.ts';
import type { Database } from '#db/connection/database.ts';
import type { KeepDays } from '#db/retention/forget.ts';
import type { Logger } from '#platform/log.ts';
import type { BucketSettings } from '#platform/store/file-store.ts';
import type { TemporalSettings } from '#platform/temporal.ts';

/** What a process of the API is told of its surroundings. */
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
  /** The application that is shared by all, and where Facebook is; left out: where it really is. */
  facebook: SharedApp & { graphUrl?: string; dialogUrl?: string };
  rawEventDays: number;
  keepDays: KeepDays;
  /** Left out: there is no demo. */
  demo?: { clientPage: string | null };
  deskFolder: string;
  /** Folder in which files stand that people asked for. */
  dataDir: string;
  /** The bucket of all other files; none: a folder of `dataDir`. */
  bucket?: BucketSettings | null;
  /** Where a CRM beside ours may stand; left out: anywhere but inside. */
  crmHosts?: Hosts;
  /** Where chats are counted; left out: at Google. */
  analytics?: AnalyticsSettings;
  log: Logger;
}
