/** What stands in an event, looked at without trust in its shape. */

export type Fields = Record<string, unknown>;

/** An object with names; anything else has none. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

/** A list as it is; one thing where a list was expected; nothing. */
export function listOf(value: unknown, most: number): unknown[] {
  if (value === null || value === undefined) return [];
  return (Array.isArray(value) ? (value as unknown[]) : [value]).slice(0, most);
}

/** PostgreSQL keeps no NUL, and half of a surrogate pair is no character. */
export function clean(text: string): string {
  return text.replaceAll('\u0000', '\uFFFD').toWellFormed();
}

/** Words or a number as words; null where there are none. */
export function wordsIn(value: unknown, most = 300): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const words = clean(String(value).slice(0, most)).trim();
  return words === '' ? null : words;
}

const LINK_MAX = 2_083;

/** An address a browser may be sent to: http(s) and nothing else. */
export function linkIn(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > LINK_MAX || !URL.canParse(value)) return null;
  const { protocol, href } = new URL(value);
  return (protocol === 'https:' || protocol === 'http:') && href.length <= LINK_MAX * 3 ? href : null;
}
