import type { Client } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { registerSearchAttributes } from '#platform/temporal.ts';
import { checkBuild, IncompatibleBuild } from '#activities/builds/preflight.ts';
import { checkUnversioned } from '#activities/builds/versions.ts';
import type { Shared } from './deps.ts';

/** Waits for a database or an engine that is away; only a build that would break chats ends it. */
export async function checkedBuild(
  deps: Omit<Shared, 'temporal'> & { temporal: Client },
  stop: AbortSignal,
): Promise<void> {
  for (let attempt = 0; !stop.aborted; attempt += 1) {
    try {
      await registerSearchAttributes(deps.temporal);
      if (!deps.version) await checkUnversioned(deps.temporal);
      return await checkBuild(deps, deps.bundle);
    } catch (error) {
      if (error instanceof IncompatibleBuild) throw error;
      if (attempt === 0) deps.log.warn({ error }, 'the build cannot be checked yet; waiting');
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}

/** Waits for the engine for as long as it takes. */
export async function connect(deps: Shared, stop: AbortSignal): Promise<NativeConnection | null> {
  for (let attempt = 0; !stop.aborted; attempt += 1) {
    try {
      return await NativeConnection.connect({ address: deps.temporal.address });
    } catch (error) {
      if (attempt === 0) deps.log.warn({ error }, 'the engine is away; waiting for it');
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
  return null;
}
