import type { Chat, Entry, Message, Person } from '#lib/api/types.ts';

export type ContactPart = 'phone' | 'email';
export type ContactFacts = { phone?: string; email?: string };
/** A phone or an e-mail that the client wrote and the chat does not have. */
export type Offer = { messageId: string; part: ContactPart; value: string };

const PARTS: ContactPart[] = ['phone', 'email'];
const KEEPING = new Set(['given', 'set', 'corrected']);

/** Of each kind the latest found, unless it was decided about since: what the chat asks for it takes by itself. */
export function offersOf(chat: Chat, messages: readonly Message[], entries: readonly Entry[]): Offer[] {
  if (chat.phase !== 'open' || chat.status === 'finished') return [];
  return PARTS.flatMap((part) => {
    const message = messages.findLast(({ direction, contact }) => direction === 'in' && contact?.[part]);
    const value = message?.contact?.[part];
    if (!message || !value || value === chat[part]) return [];
    const decided = lastAbout(entries, part);
    return decided && decided.at > (message.editedAt ?? message.at) ? [] : [{ messageId: message.id, part, value }];
  });
}

/** Phones and e-mails that stand in what the client wrote. */
export function writtenIn(messages: readonly Message[]): string[] {
  return messages
    .filter(({ direction }) => direction === 'in')
    .flatMap(({ contact }) => [contact?.phone, contact?.email].filter((value) => value !== undefined));
}

/** Who gave it, and when: the client (`by` null) or a colleague. Null when it was known before this chat. */
export function givenIn(entries: readonly Entry[], part: ContactPart): { at: string; by: Person | null } | null {
  const entry = lastAbout(entries, part);
  return entry ? { at: entry.at, by: entry.by } : null;
}

/** When the client took it out of their message; null: it is not out of date. */
export function withdrawnIn(entries: readonly Entry[], part: ContactPart): string | null {
  const entry = entries.findLast(({ kind, reason }) => kind === 'contact' && reason?.['what'] === part);
  return entry?.reason?.code === 'withdrawn' ? entry.at : null;
}

/** Since when the present question stands. */
export function askedSince(chat: Chat, entries: readonly Entry[]): string {
  const code = chat.phase === 'collecting_email' ? 'email_required' : 'phone_required';
  return entries.findLast(({ kind, reason }) => kind === 'said' && reason?.code === code)?.at ?? chat.createdAt;
}

/** What a form changes: what is empty or as it was stays. */
export function changesOf(chat: Chat, form: Record<ContactPart, string>): ContactFacts {
  const changed = PARTS.filter((part) => form[part].trim() !== '' && form[part].trim() !== (chat[part] ?? ''));
  return Object.fromEntries(changed.map((part) => [part, form[part].trim()]));
}

function lastAbout(entries: readonly Entry[], part: ContactPart): Entry | undefined {
  return entries.findLast(
    ({ kind, reason }) => kind === 'contact' && reason?.['what'] === part && KEEPING.has(reason.code),
  );
}
