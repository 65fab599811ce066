import { traceId, wrong } from './error.ts';
import type { GraphContext } from './request.ts';

/** One more than the newest known: the simulated Meta is never stricter than the real one (messenger-platform §9). */
const oldest = 21;
const newest = 28;

/** An old version is served by the oldest that still lives; one that is not out yet does not exist. */
export function versionOf(path: string): string {
  const major = /^\/v(\d+)\.\d+(\/|$)/.exec(path)?.[1];
  if (major === undefined) return `v${oldest}.0`;
  if (Number(major) > newest) throw wrong(`Unknown path components: ${path}`);
  return `v${Math.max(oldest, Number(major))}.0`;
}

/** Meta's own headers. */
export function decorate(c: GraphContext): void {
  c.header('facebook-api-version', c.get('version'));
  c.header('x-fb-trace-id', traceId());
  c.header('x-fb-request-id', traceId());
  c.header('x-fb-rev', '1030000000');
  c.header('Cache-Control', 'private, no-cache, no-store, must-revalidate');
}
