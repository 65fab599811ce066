import type { Alert, AlertChoice, Chat, Message } from '#lib/api/types.ts';
import { m } from '#lib/paraglide/messages.js';
import { clientName } from '#lib/words/words.ts';

/** What happened, as a line of the list says it. */
export function alertWords({ kind, by, count }: Alert): string {
  const name = by?.name ?? '';
  const words = {
    assigned: () => m.alert_assigned(),
    added: () => m.alert_added({ name }),
    transferred: () => m.alert_transferred({ name }),
    removed: () => (by ? m.alert_removed({ name }) : m.alert_gone()),
    escalated: () => m.alert_escalated(),
    wrote: () => m.alert_wrote({ count }),
    failed: () => m.alert_failed(),
  };
  return words[kind]();
}

/** What a notification says: others may see the screen, so no more than the person chose. */
export function notificationWords(
  chat: Chat,
  shows: AlertChoice['shows'],
  message: Message | null,
): { title: string; body: string } {
  const what = message ? m.notification_message() : m.notification_given();
  if (shows === 'nothing') return { title: m.brand(), body: what };
  const said = message && shows === 'words' ? message.text.trim() : '';
  return { title: clientName(chat.client), body: said === '' ? what : said };
}
