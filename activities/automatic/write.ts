import type { Pool } from 'pg';
import { findReader, type Reader, type Written } from '#db/decisions/automatic.ts';
import type { QuickReply } from '#db/entities/message.ts';
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

/** The automatic messages of a saving in the client's language, filled in. */
export async function writeAutomatic(pool: Pool, saving: Saving): Promise<Written[]> {
  const says = saving.commands.filter((command) => command.kind === 'say');
  const reader = says.length > 0 ? await findReader(pool, saving) : null;
  if (!reader) return [];
  const { settings } = await readSettings(pool, reader.pageId);
  return says.flatMap((say) => write(say, reader, settings) ?? []);
}

function write(say: Say, reader: Reader, settings: Settings): Written | null {
  const written = writeText(settings, say.template, { ...reader, now: say.at, opensAt: say.opensAt ?? null });
  if (!written) return null;
  const { text, language, because } = written;
  return { say, text, language, languageReason: because, quickReplies: QUICK_REPLIES[say.template] ?? null };
}
