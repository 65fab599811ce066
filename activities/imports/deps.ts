import type { Pool } from 'pg';
import type { Notifier } from '#db/notify/notifier.ts';
import type { Logger } from '#platform/log.ts';
import type { FileStore } from '#platform/store/file-store.ts';

export interface ImportingDeps {
  pool: Pool;
  store: FileStore;
  notifier: Notifier;
  log: Logger;
}
