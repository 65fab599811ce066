import { z } from 'zod';
import { createMessenger } from './messenger.ts';
import { pageSchema } from './options.ts';

const settings = z.object({
  MESSENGER_PORT: z.coerce.number().int().min(0).max(65_535).default(3100),
  MESSENGER_HOST: z.string().default('127.0.0.1'),
  MESSENGER_APP_ID: z.string().optional(),
  MESSENGER_APP_SECRET: z.string().optional(),
  MESSENGER_VERIFY_TOKEN: z.string().optional(),
  MESSENGER_WEBHOOK_URL: z.string().optional(),
  MESSENGER_PAGES: z.string().optional(),
  MESSENGER_STATE: z.string().optional(),
});

const env = settings.parse(Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== '')));

const messenger = await createMessenger({
  port: env.MESSENGER_PORT,
  host: env.MESSENGER_HOST,
  ...(env.MESSENGER_APP_ID && { appId: env.MESSENGER_APP_ID }),
  ...(env.MESSENGER_APP_SECRET && { appSecret: env.MESSENGER_APP_SECRET }),
  ...(env.MESSENGER_VERIFY_TOKEN && { verifyToken: env.MESSENGER_VERIFY_TOKEN }),
  ...(env.MESSENGER_WEBHOOK_URL && { webhookUrl: env.MESSENGER_WEBHOOK_URL }),
  ...(env.MESSENGER_PAGES && { pages: z.array(pageSchema).parse(JSON.parse(env.MESSENGER_PAGES)) }),
  ...(env.MESSENGER_STATE && { stateFile: env.MESSENGER_STATE }),
  log: (line) => process.stdout.write(`${new Date().toISOString()} ${line}\n`),
});
process.stdout.write(`messenger ready at ${messenger.url}\n`);

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    void messenger.close().then(() => process.exit(0));
  });
}
