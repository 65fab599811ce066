import { join } from 'node:path';
import { onPortsOfItsOwn } from '../own-ports.ts';
import { environmentOf } from '../plan.ts';
import { keep, type Stack, spawnProgram } from '../stack.ts';
import { listens, untilReady } from '../until.ts';

export async function bringUpMessenger(stack: Stack): Promise<void> {
  const { plan, config, given, logs } = stack;
  const product = environmentOf(plan, config, given, '');
  const env = {
    ...given,
    MESSENGER_APP_ID: product['FACEBOOK_APP_ID'],
    MESSENGER_APP_SECRET: product['FACEBOOK_APP_SECRET'],
    MESSENGER_VERIFY_TOKEN: product['FACEBOOK_VERIFY_TOKEN'],
    MESSENGER_WEBHOOK_URL: `http://127.0.0.1:${plan.port}/webhooks/messenger`,
    MESSENGER_STATE: join(plan.dataDir, 'messenger.json'),
  };
  const start = async () => {
    const port = plan.ports.messenger;
    const here = { ...env, MESSENGER_PORT: String(port) };
    const running = await spawnProgram(stack, 'messenger', ['test/messenger/server.ts'], here);
    await untilReady('The simulated Messenger', running, logs.file('messenger'), () => listens(port), {
      signal: stack.stopping.signal,
    });
    return running;
  };
  await onPortsOfItsOwn(plan.ports, ['messenger'], () => keep(stack, 'messenger', start));
}
