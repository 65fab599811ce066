import type { Entry, Message } from '#lib/api/types.ts';
import { clockTimeExact, duration } from '#lib/words/format.ts';
import { languageName } from '#lib/words/language-words.ts';
import { m } from '#lib/paraglide/messages.js';
import { settingTitle } from '#lib/settings/setting-words.ts';
import type { ByCode } from './decisions.ts';
import { own } from '#workflows/settings/own.ts';

/** The setting by which something was decided, and where its version stands in the history. */
export type Source = { words: string; href: string | null };

/** Groups of settings are called by what switches them on. */
const SWITCHES: Record<string, string> = { waitingMessage: 'waitingMessage.enabled', autoFinish: 'autoFinish.enabled' };

/** By which setting of which version; null where a person decided, or Facebook's rule. */
export function sourceOf(entry: Entry, pageId: string): Source | null {
  const path = entry.reason?.['setting'];
  const version = versionOf(entry);
  if (typeof path !== 'string' || path === '' || version === null) return null;
  const setting = settingTitle(own(SWITCHES, path) ?? path);
  if (version.number === 0) return { words: m.by_built_in({ setting }), href: null };
  const words = (version.isOfPage ? m.by_page_setting : m.by_setting)({ setting, version: version.number });
  const page = version.isOfPage ? `page=${encodeURIComponent(pageId)}&` : '';
  return { words, href: `/settings/history?${page}version=${version.number}` };
}

/** "налаштування v18". */
export function versionWords(entry: Entry): string {
  return versionName({ page: versionOf(entry)?.number ?? 0, installation: 0 });
}

/** The page's own version, where it has one. */
export function versionName({ page, installation }: { page: number; installation: number }): string {
  const version = page > 0 ? page : installation;
  return version === 0 ? m.settings_built_in() : m.settings_version({ version });
}

/** Why an automatic message was sent: `said` is the entry that tells of it. */
export function whySaid(said: Entry | null): string {
  const words: ByCode<'said', () => string> = {
    phone_required: m.why_said_phone_required,
    email_required: m.why_said_email_required,
    not_understood:
      said?.reason?.['template'] === 'emailNotUnderstood' ? m.why_said_unclear_email : m.why_said_unclear_phone,
    reminder: m.why_said_reminder,
    contact_complete: m.why_said_contact_complete,
    out_of_hours: m.why_said_out_of_hours,
    no_answer: m.why_said_no_answer,
    silence: m.why_said_silence,
  };
  return (own(words, said?.reason?.code ?? '') ?? m.why_said)();
}

/** Which language an automatic message has, and why that one. */
export function languageWords(chosen: Message['language']): string {
  if (!chosen) return '';
  const language = languageName(chosen.code);
  const because = {
    locale: m.language_of_client,
    language: m.language_of_client,
    default: m.language_by_default,
    not_told: m.language_not_told,
    no_text: m.language_no_text,
    only: m.language_only,
  };
  return because[chosen.reason]({ language });
}

/** A deadline that was handled late says so: when it was due and by how much it slipped. */
export function lateness(entry: Entry | null): string {
  if (!entry?.dueAt) return '';
  const late = Date.parse(entry.at) - Date.parse(entry.dueAt);
  if (late < 60_000) return '';
  return m.entry_late({ due: clockTimeExact(new Date(entry.dueAt)), late: duration(late) });
}

function versionOf({ reason }: Entry): { number: number; isOfPage: boolean } | null {
  const [page, installation] = [reason?.['page'], reason?.['installation']];
  if (typeof page !== 'number' || typeof installation !== 'number') return null;
  return page > 0 ? { number: page, isOfPage: true } : { number: installation, isOfPage: false };
}
