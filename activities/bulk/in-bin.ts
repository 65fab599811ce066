import { type Asked, deleteFinished, restore } from '#db/bin/change.ts';
import type { BulkDeps, Said } from './ask-one.ts';

/** A finished chat has no workflow to ask. */
export async function removeFinished({ pool, notifier }: BulkDeps, chat: Asked): Promise<Said> {
  const said = await deleteFinished(pool, chat);
  notifier.notify('change');
  // Put back in this very moment: its workflow is asked.
  if (said === 'open') return 'later';
  return { code: said === 'deleted' ? null : said === 'already' ? 'ALREADY_DELETED' : 'CHAT_NOT_FOUND' };
}

export async function putBack({ pool, notifier }: BulkDeps, chat: Asked): Promise<Said> {
  const said = await restore(pool, chat);
  notifier.notify('change', 'inbox');
  return { code: said === 'restored' ? null : 'NOT_DELETED' };
}
