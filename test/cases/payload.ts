import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What Meta posts in the case `name` (`payloads/*.json`), one delivery after another, for this page and client. What is
 * named by a `mid` is named anew each time.
 */
export function payloadOf(name: string, { page, psid }: { page: string; psid: string }): unknown[] {
  const now = Date.now();
  const text = readFileSync(join(import.meta.dirname, 'payloads', `${name}.json`), 'utf8')
    .replaceAll('{PAGE}', page)
    .replaceAll('{PSID}', psid)
    .replaceAll('"m_', `"m_${psid}_`)
    .replaceAll(/"\{(?:NOW|T)(?:\+(\d+)s)?\}"/g, (_, seconds: string | undefined) =>
      String(now + Number(seconds ?? 0) * 1_000),
    );
  return JSON.parse(text) as unknown[];
}
