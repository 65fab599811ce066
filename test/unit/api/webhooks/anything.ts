import fc from 'fast-check';
import type { InboundEvent } from '#db/inbound/events.ts';
import { PAGE } from './items.ts';

export const now = Date.UTC(2026, 10, 23, 12);
/** Strings a database or an index may stumble over. */
const nasty = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom('\u0000', 'a\u0000b', '\ud83d', '\udc4b', '👋', '__proto__', '', '%s', '${x}', '\r\n', '\u202e'),
  fc.string({ unit: 'binary', minLength: 290, maxLength: 310 }),
  fc.nat(4_000).map((length) => '👋'.repeat(length)),
  fc.nat(4_000).map((length) => randomLike(length)),
);
export const odd = fc.oneof(
  nasty,
  fc.double(),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.constant([]),
  fc.constant({}),
);
export const maybe = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof({ arbitrary: value, weight: 6 }, { arbitrary: odd, weight: 1 });
const part = <T>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }) => fc.record(fields, { requiredKeys: [] });
const mid = maybe(nasty);
const time = maybe(fc.oneof(fc.constantFrom(now, now / 1000, String(now), 1e308, -0, 1), fc.double()));
export const item = part({
  sender: maybe(part({ id: mid })),
  recipient: maybe(part({ id: maybe(fc.constant(PAGE)) })),
  timestamp: time,
  message: maybe(
    part({
      mid,
      text: mid,
      is_echo: maybe(fc.boolean()),
      metadata: mid,
      attachments: maybe(
        fc.array(part({ type: mid, title: mid, payload: maybe(part({ title: mid })) }), { maxLength: 3 }),
      ),
      reply_to: maybe(part({ mid })),
      referral: maybe(part({ ref: mid })),
    }),
  ),
  postback: maybe(part({ mid, title: mid, payload: mid })),
  referral: maybe(part({ ref: mid, source: mid })),
  reaction: maybe(part({ mid, action: fc.constantFrom('react', 'unreact', 'other'), emoji: mid })),
  message_edit: maybe(part({ mid, text: mid, num_edit: maybe(fc.integer()) })),
  delivery: maybe(part({ mids: maybe(fc.array(mid, { maxLength: 60 })), watermark: time })),
  read: maybe(part({ watermark: time })),
  optin: maybe(part({ ref: mid })),
});
export const items = fc.array(item, { maxLength: 4 });
export const bodyOf = (messaging: unknown[], id: unknown = PAGE) =>
  JSON.stringify({ object: 'page', entry: [{ id, messaging }] });
/**
 * What PostgreSQL would refuse: NUL and half characters in text and jsonb, an index entry beyond 2704 bytes, a time it
 * does not know.
 */
export function faultsOf(event: InboundEvent): string[] {
  const faults: string[] = [];
  const texts = JSON.stringify(event, (key, value: unknown) => (key === 'raw' ? undefined : value));
  if (/(?<!\\)(\\\\)*\\u0000/.test(texts)) faults.push('NUL');
  if (/(?<!\\)(\\\\)*\\ud[89a-f]/.test(texts)) faults.push('half a character');
  if (event.raw.includes('\u0000')) faults.push('NUL in raw');
  if (Buffer.byteLength(event.key) > 2_000) faults.push('key too long');
  if (!Number.isFinite(event.at) || Number.isNaN(new Date(event.at).getTime())) faults.push('no time');
  return faults;
}
function randomLike(length: number): string {
  return Array.from({ length }, (_, n) => String.fromCharCode(33 + ((n * 7919 + length) % 90))).join('');
}
