import type { Pool } from 'pg';
import { findReader, type Reader, type Written } from '#db/decisions/automatic.ts';
import type { QuickReply } from '#db/entities/message.ts';
import { type FileFacts, findFiles } from '#db/files/read.ts';
import { readSettings } from '#db/settings/read.ts';
import type { Saving } from '#workflows/chat/needs.ts';
import type { Say } from '#workflows/chat/vocabulary.ts';
import { writeText } from '#workflows/settings/write.ts';
import type { Settings, Template } from '#workflows/settings/vocabulary.ts';

/** Under the question Messenger offers what the person's own profile has (messenger-platform §3.3). */
const QUICK_REPLIES: Partial<Record<Template, QuickReply[]>> = {
  askPhone: [{ content_type: 'user_phone_number' }],
  phoneNotUnderstood: [{ content_type: 'user_phone_number' }],
  askEmail: [{ content_type: 'user_email' }],
  emailNotUnderstood: [{ content_type: 'user_email' }],
};

/** The automatic messages of a saving in the client's language, filled in, with their files. */
export async function writeAutomatic(pool: Pool, saving: Saving): Promise<Written[]> {
  const says = saving.commands.filter((command) => command.kind === 'say');
  const reader = says.length > 0 ? await findReader(pool, saving) : null;
  if (!reader) return [];
  const { settings } = await readSettings(pool, reader.pageId);
  const wanted = says.flatMap(({ template }) => settings.attachments[template]?.fileId ?? []);
  const files = await findFiles(pool, wanted);
  return says.flatMap((say) => write(say, reader, settings, files) ?? []);
}

function write(say: Say, reader: Reader, settings: Settings, files: FileFacts[]): Written | null {
  const written = writeText(settings, say.template, { ...reader, now: say.at, opensAt: say.opensAt ?? null });
  if (!written) return null;
  const { text, language, because } = written;
  const quickReplies = QUICK_REPLIES[say.template] ?? null;
  return { say, text, language, languageReason: because, quickReplies, file: fileOf(say, settings, files) };
}

/** The file under the name that the settings give it: one content may be called differently in two messages. */
function fileOf({ template }: Say, { attachments }: Settings, files: FileFacts[]): Written['file'] {
  const attached = attachments[template];
  const file = files.find(({ id }) => id === attached?.fileId);
  return attached && file ? { id: file.id, name: attached.name, kind: file.kind } : null;
}
