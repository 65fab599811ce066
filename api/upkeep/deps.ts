import type { Client } from '@temporalio/client';
import type { Pool } from 'pg';
import type { Logger } from '#platform/log.ts';
import type { EngineHealth } from '#platform/engine-health.ts';

/** What those go by who keep chats and the engine in step. */
export interface UpkeepDeps {
  pool: Pool;
  temporal: Client;
  log: Logger;
  health: EngineHealth;
}
