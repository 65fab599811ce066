import type { Attachment } from '#lib/api/types.ts';
import { m } from '#lib/paraglide/messages.js';

/** A file that came with a message, or is on its way. */
export type Received = Attachment & { id: string; state: NonNullable<Attachment['state']> };

export const isReceived = (one: Attachment): one is Received => one.id !== undefined && one.state !== undefined;

export const isPicture = (one: Received): boolean => one.state === 'ready' && one.kind === 'image';

export const originalAddress = ({ id }: Received): string => `/api/attachments/${id}`;
export const previewAddress = ({ id }: Received): string => `/api/attachments/${id}/preview`;

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
export function stateWords({ state, reason }: Received): string {
  if (state === 'ready') return '';
  const why = reason ? WHY[reason]() : '';
  if (state === 'refused') return m.received_refused({ why });
  if (state === 'failed') return m.received_failed({ why });
  return why === '' ? m.received_on_its_way() : m.received_later({ why });
}

/** It can be asked for: it failed, or waits for its next try. */
export const mayFetchAgain = ({ state, reason }: Received): boolean =>
  state === 'failed' || (state === 'waiting' && reason !== undefined);
