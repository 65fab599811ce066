import type { Attachment } from '#lib/api/types.ts';
import { m } from '#lib/paraglide/messages.js';

/** A file of a message, came or sent: it is here, on its way, or cannot be had. */
export type Kept = Attachment & { id: string; state: NonNullable<Attachment['state']> };

export const isKept = (one: Attachment): one is Kept => one.id !== undefined && one.state !== undefined;

/** What was sent as a file; a sticker's or an advertisement's picture stands with its words. */
export const isFile = (one: Attachment): one is Kept =>
  isKept(one) && ['image', 'audio', 'video', 'file'].includes(one.type);

/** The picture or the film of something that has words of its own. */
export const isSeen = (one: Attachment): one is Kept =>
  isKept(one) && one.state === 'ready' && (one.kind === 'image' || one.kind === 'video');

export const isPicture = (one: Kept): boolean => one.state === 'ready' && one.kind === 'image';

/** One that went out in several messages may be called otherwise in each. */
export const originalAddress = ({ id, name }: Kept): string =>
  `/api/attachments/${id}${name === null ? '' : `?name=${encodeURIComponent(name)}`}`;
export const previewAddress = ({ id }: Kept): string => `/api/attachments/${id}/preview`;

const WHY: Record<NonNullable<Attachment['reason']>, () => string> = {
  host: m.received_why_host,
  inside: m.received_why_host,
  redirects: m.received_why_host,
  too_large: m.received_why_too_large,
  gone: m.received_why_gone,
  empty: m.received_why_empty,
  key: m.received_why_key,
  away: m.received_why_away,
  slow: m.received_why_away,
};

/** How it stands with one that is not here; empty: it is. */
export function stateWords({ state, reason }: Kept): string {
  if (state === 'ready') return '';
  const why = reason ? WHY[reason]() : '';
  if (state === 'refused') return m.received_refused({ why });
  if (state === 'failed') return m.received_failed({ why });
  return why === '' ? m.received_on_its_way() : m.received_later({ why });
}

/** It can be asked for: it failed, or waits for its next try. */
export const mayFetchAgain = ({ state, reason }: Kept): boolean =>
  state === 'failed' || (state === 'waiting' && reason !== undefined);
