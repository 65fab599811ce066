import type { Pool } from 'pg';
import type { Notifier } from '#db/notify/notifier.ts';
import type { Keyring } from '#platform/keyring.ts';
import type { Logger } from '#platform/log.ts';
import type { SharedApp } from './application.ts';

/** Where Facebook is, and where it finds us. */
export interface FacebookSettings {
  graphUrl: string;
  shared: SharedApp;
  /** Where the dialog sends people back to. */
  redirectUri: string;
  /** Where Meta brings events. */
  webhookUrl: string;
}

export interface LoginDeps {
  pool: Pool;
  keyring: Keyring;
  notifier: Notifier;
  facebook: FacebookSettings;
  log: Logger;
}
