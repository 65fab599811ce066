import { type FileFacts, findFiles } from '#db/files/read.ts';
import { listPages } from '#db/people/read-pages.ts';
import { closesAt, isOpen, nextOpening } from '#workflows/settings/calendar.ts';
import type { LanguageReason } from '#workflows/settings/language.ts';
import { own } from '#workflows/settings/own.ts';
import { unknownVariables } from '#workflows/settings/render.ts';
import type { AttachedFile, Settings, Template, WorkingHours } from '#workflows/settings/vocabulary.ts';
import { writeText } from '#workflows/settings/write.ts';
import type { ApiDeps } from '../http/deps.ts';
import { moments } from '../http/fields.ts';
import type { Scope } from './scope.ts';

export interface Question {
  template: Template;
  locale: string | null;
  language?: string | undefined;
  firstName: string;
  lastName: string;
}

interface Preview {
  text: string;
  language: string | null;
  /** Null where the language was given, or there is no text. */
  reason: LanguageReason | null;
  unknown: string[];
  opensAt: string | null;
  attachment: Pick<FileFacts, 'id' | 'name' | 'kind'> | null;
}

/** The text as such a client of the scope would get it now, under these settings. */
export async function preview(deps: ApiDeps, scope: Scope, settings: Settings, question: Question): Promise<Preview> {
  const { language = null, locale, firstName, lastName } = question;
  const now = Date.now();
  const opensAt = opening(settings.workingHours, now);
  // A client writes to some page, also under the settings for all of them.
  const pageName = scope.pageName || ((await listPages(deps.database.pool, null))[0]?.name ?? '');
  const filling = { firstName, lastName, locale: language ?? locale, pageName, operatorName: '', now, opensAt };
  const asked = asMessage(settings, question);
  const written = writeText(asked, STAND_IN, filling);
  return {
    text: written?.text ?? '',
    language: language ?? written?.language ?? null,
    reason: language === null ? (written?.because ?? null) : null,
    unknown: written ? unknownVariables(own(asked.templates[STAND_IN], written.language) ?? '') : [],
    opensAt: moments(opensAt),
    attachment: await attachmentOf(deps, settings, question.template),
  };
}

async function attachmentOf(deps: ApiDeps, settings: Settings, template: Template): Promise<Preview['attachment']> {
  const attachments: Partial<Record<Template, AttachedFile | null>> = settings.attachments;
  const attached = attachments[template];
  const [file] = attached ? await findFiles(deps.database.pool, [attached.fileId]) : [];
  return attached && file ? { id: file.id, name: attached.name, kind: file.kind } : null;
}

const STAND_IN = 'waiting';

/**
 * The text in question as a message's: in the language asked for alone, and the note that stands under the others as
 * one of its own.
 */
function asMessage(settings: Settings, { template, language }: Question): Settings {
  const texts = settings.templates[template];
  const text = language === undefined ? undefined : own<string>(texts, language);
  const only = text === undefined ? {} : { [language ?? '']: text };
  return {
    ...settings,
    discloseAutomatic: settings.discloseAutomatic && template !== 'automaticNote',
    templates: { ...settings.templates, [STAND_IN]: language === undefined ? texts : only },
  };
}

/** While it is open: as it would be told after closing. */
function opening(hours: WorkingHours | null, now: number): number | null {
  if (hours === null) return null;
  return nextOpening(hours, isOpen(hours, now) ? (closesAt(hours, now) ?? now) : now);
}
