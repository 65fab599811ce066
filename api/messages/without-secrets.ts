import { withoutSignature } from '../webhooks/as-text.ts';

/** Of what lets somebody in or opens a client's file, only that it was there is told. */
const SECRET = /token|secret|authorization|password/i;
const HIDDEN = '•••';
/** No event of Meta's is deeper. */
const DEPTH_MAX = 40;

/** An event as indented JSON, fit to be shown. */
export function withoutSecrets(raw: string): string {
  try {
    return JSON.stringify(shown(JSON.parse(raw), 0), null, 2);
  } catch {
    // Not JSON: then nothing in it can be told apart.
    return HIDDEN;
  }
}

function shown(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return withoutSignature(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > DEPTH_MAX) return '…';
  if (Array.isArray(value)) return value.map((one) => shown(one, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, SECRET.test(name) ? HIDDEN : shown(one, depth + 1)]),
  );
}
