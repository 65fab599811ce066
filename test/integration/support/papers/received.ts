import { z } from 'zod';
import type { Messenger } from '#test/messenger/messenger.ts';

/** What a client was sent beside words, piece by piece. */
export function received(messenger: Messenger, who: Parameters<Messenger['thread']>[0]) {
  return messenger
    .thread(who)
    .messages.filter(({ from }) => from === 'page')
    .flatMap(({ attachments = [] }) => attachments)
    .map(({ type, payload }) => ({ type, payload: z.record(z.string(), z.unknown()).parse(payload ?? {}) }));
}

/** The file a client was sent last, as they download it; null: none has come yet. */
export async function download(messenger: Messenger, who: Parameters<Messenger['thread']>[0]) {
  const url = received(messenger, who).findLast(({ type }) => type === 'file')?.payload['url'];
  return url === undefined ? null : new Uint8Array(await (await fetch(z.string().parse(url))).arrayBuffer());
}
