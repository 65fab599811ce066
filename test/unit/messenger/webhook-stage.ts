import { afterEach } from 'vitest';
import type { Messenger } from '#test/messenger/messenger.ts';
import type { MessengerOptions } from '#test/messenger/options.ts';
import { setUp, type Callback } from './callback.ts';

export let messenger: Messenger;
export let callback: Callback;
export let psid: string;
export async function start(options: MessengerOptions = {}): Promise<void> {
  ({ messenger, callback, psid } = await setUp(options));
}

export function setUpWebhook(): void {
  afterEach(async () => {
    await messenger.close();
    callback.close();
  });
}
