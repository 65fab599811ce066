import type { Pool } from 'pg';
import { ownApplication } from '#activities/facebook/application.ts';
import { isDatabaseAway } from '#db/connection/away.ts';
import { findFacebookApp } from '#db/facebook/app.ts';
import type { Topic } from '#db/notify/notifier.ts';
import type { Job } from '#platform/background.ts';
import type { Keyring } from '#platform/keyring.ts';
import type { Logger } from '#platform/log.ts';
import { sameSecret } from '#platform/same-secret.ts';

const LOOK_EVERY_MS = 10_000;
/** Who sends what is not signed has the settings read no more often. */
const AGAIN_MS = 1_000;

export interface AppOfServer {
  appId: string;
  appSecrets: string[];
  verifyToken: string;
}

/**
 * The Facebook applications whose deliveries are taken: the one of the server's configuration, and the company's own.
 * Known without looking, since every delivery asks.
 */
export class FacebookApps {
  private own: AppOfServer = { appId: '', appSecrets: [], verifyToken: '' };
  private readAt = -Infinity;
  private isRead = false;
  private readonly deps: { pool: Pool; keyring: Keyring; log: Logger };
  private readonly shared: AppOfServer;

  constructor(deps: { pool: Pool; keyring: Keyring; log: Logger }, shared: AppOfServer) {
    this.deps = deps;
    this.shared = shared;
  }

  readonly work: Job<Topic> = {
    name: 'facebook-apps',
    everyMs: LOOK_EVERY_MS,
    topics: ['facebook'],
    pass: async () => {
      await this.read();
      return false;
    },
  };

  /** What those applications are called: what they said on a page, we said. */
  ids = (): string[] => [this.shared.appId, this.own.appId].filter((id) => id !== '');

  /** Whether it is so by what is known, or by what stands in the settings since a moment ago. */
  async holds(judge: (secrets: string[]) => boolean): Promise<boolean> {
    return this.either(() => judge([...this.shared.appSecrets, ...this.own.appSecrets]));
  }

  async isVerifyToken(given: string | undefined): Promise<boolean> {
    return this.either(() =>
      [this.shared.verifyToken, this.own.verifyToken].some((token) => token !== '' && sameSecret(given, token)),
    );
  }

  private async either(judge: () => boolean): Promise<boolean> {
    if (judge()) return true;
    if (Date.now() - this.readAt < AGAIN_MS) return false;
    this.readAt = Date.now();
    try {
      await this.read();
    } catch (error) {
      // What was read before counts while the database is away.
      if (!this.isRead || !isDatabaseAway(error)) throw error;
    }
    return judge();
  }

  private async read(): Promise<void> {
    const { pool, keyring, log } = this.deps;
    const row = await findFacebookApp(pool);
    this.isRead = true;
    try {
      const own = ownApplication(keyring, row);
      this.own = { appId: row.appId, appSecrets: own ? [own.secret] : [], verifyToken: own?.verifyToken ?? '' };
    } catch (error) {
      log.warn({ error }, "the secrets of the company's Facebook application cannot be opened");
    }
  }
}
