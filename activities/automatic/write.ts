import type { Pool } from 'pg';
import { findReader, type Reader } from '#db/decisions/reader.ts';
import type { Written } from '#db/decisions/automatic.ts';
import type { QuickReply } from '#db/entities/attachment.ts';
import { type FileFacts, findFiles } from '#db/files/read.ts';
import { hasSomebodyOn } from '#db/presence/read.ts';
import { readSettings } from '#db/settings/read.ts';
import type { Saving } from '#workflows/chat/needs.ts';
import type { Decision, Say } from '#workflows/chat/vocabulary.ts';
import { writeUnattended } from '#workflows/settings/unattended.ts';
import { type Filling, writeText, type WrittenText } from '#workflows/settings/write.ts';
import type { Settings, Template } from '#workflows/settings/vocabulary.ts';

/** Under the question Messenger offers what the person's own profile has (messenger-platform §3.3). */
const QUICK_REPLIES: Partial<Record<Template, QuickReply[]>> = {
  askPhone: [{ content_type: 'user_phone_number' }],
  phoneNotUnderstood: [{ content_type: 'user_phone_number' }],
  askEmail: [{ content_type: 'user_email' }],
  emailNotUnderstood: [{ content_type: 'user_email' }],
};

type Place = Reader & { isUnattended: boolean };

/** A message that will not go out, and why. */
export interface Unwritten {
  say: Say;
  pageId: string;
  code: 'no_text' | 'not_written';
  error?: unknown;
}

/**
 * The automatic messages of a saving in the client's language, filled in, with their files. One that cannot be written
 * is left out: the chat's decisions are kept all the same, and people's work on it goes on.
 */
export async function writeAutomatic(pool: Pool, saving: Saving): Promise<{ written: Written[]; left: Unwritten[] }> {
  const says = saving.commands.filter((command) => command.kind === 'say');
  const reader = says.length > 0 ? await findReader(pool, saving) : null;
  if (!reader) return { written: [], left: [] };
  const { settings } = await readSettings(pool, reader.pageId);
  const wanted = says.flatMap(({ template }) => settings.attachments[template]?.fileId ?? []);
  const files = await findFiles(pool, wanted);
  const isUnattended =
    says.some(({ template }) => template === 'waiting') && !(await hasSomebodyOn(pool, reader.pageId));
  const all = says.map((say) => tryToWrite(say, { ...reader, isUnattended }, settings, files));
  return {
    written: all.flatMap((one) => ('text' in one ? [one] : [])),
    left: all.flatMap((one) => ('text' in one ? [] : [one])),
  };
}

/** The saving that is true of what is written: what was left out was not said. */
export function withoutUnwritten(saving: Saving, left: Unwritten[]): Saving {
  const isLeft = (template: unknown, key: unknown): Unwritten | undefined =>
    left.find(({ say }) => say.template === template && say.key === key);
  const decisions = saving.decisions.map((decision): Decision => {
    const one = decision.kind === 'said' && isLeft(decision.reason?.['template'], decision.reason?.['key']);
    return one ? { ...decision, kind: 'not_said', reason: { ...decision.reason, code: one.code } } : decision;
  });
  const commands = saving.commands.filter(
    (command) => command.kind !== 'say' || !isLeft(command.template, command.key),
  );
  return left.length > 0 ? { ...saving, decisions, commands } : saving;
}

function tryToWrite(say: Say, reader: Place, settings: Settings, files: FileFacts[]): Written | Unwritten {
  try {
    return write(say, reader, settings, files) ?? { say, pageId: reader.pageId, code: 'no_text' };
  } catch (error) {
    return { say, pageId: reader.pageId, code: 'not_written', error };
  }
}

function write(say: Say, reader: Place, settings: Settings, files: FileFacts[]): Written | null {
  const filling = { ...reader, now: say.at, opensAt: say.opensAt ?? null };
  const written = wordsOf(say, reader, settings, filling);
  if (!written) return null;
  const { text, language, because } = written;
  const quickReplies = QUICK_REPLIES[say.template] ?? null;
  return { say, text, language, languageReason: because, quickReplies, file: fileOf(say, settings, files) };
}

function wordsOf({ template }: Say, { isUnattended }: Place, settings: Settings, filling: Filling): WrittenText | null {
  return template === 'waiting' && isUnattended
    ? writeUnattended(settings, filling)
    : writeText(settings, template, filling);
}

/** The file under the name that the settings give it: one content may be called differently in two messages. */
function fileOf({ template }: Say, { attachments }: Settings, files: FileFacts[]): Written['file'] {
  const attached = attachments[template];
  const file = files.find(({ id }) => id === attached?.fileId);
  return attached && file ? { id: file.id, name: attached.name, kind: file.kind } : null;
}
