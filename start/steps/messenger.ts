import { join } from 'node:path';
import { environmentOf } from '../plan.ts';
import { keep, type Stack, spawnProgram } from '../stack.ts';
import { listens, untilReady } from '../until.ts';

export async function bringUpMessenger(stack: Stack): Promise<void> {
  const { plan, config, given, logs } = stack;
  const product = environmentOf(plan, config, given, '');
  const env = {
    ...given,
    MESSENGER_PORT: String(plan.ports.messenger),
    MESSENGER_APP_ID: product['FACEBOOK_APP_ID'],
    MESSENGER_APP_SECRET: product['FACEBOOK_APP_SECRET'],
    MESSENGER_VERIFY_TOKEN: product['FACEBOOK_VERIFY_TOKEN'],
    MESSENGER_WEBHOOK_URL: `http://127.0.0.1:${plan.port}/webhooks/messenger`,
    MESSENGER_STATE: join(plan.dataDir, 'messenger.json'),
  };
  await keep(stack, 'messenger', async () => {
    const running = await spawnProgram(stack, 'messenger', ['test/messenger/server.ts'], env);
    await untilReady('The simulated Messenger', running, logs.file('messenger'), () => listens(plan.ports.messenger), {
      signal: stack.stopping.signal,
    });
    return running;
  });
}
