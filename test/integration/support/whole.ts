import { createMessenger, type Messenger } from '#test/messenger/messenger.ts';
import { APP_SECRET, createApi, type TestApi, VERIFY_TOKEN } from './api.ts';
import { createWorker, type TestWorker } from './worker.ts';

/** The real API and worker, and the simulated Meta they talk with. */
export interface Whole {
  api: TestApi;
  worker: TestWorker;
  messenger: Messenger;
  close(): Promise<void>;
}

export async function openWhole(change: Partial<TestApi['settings']> = {}): Promise<Whole> {
  const api = await createApi(change);
  const pages = Object.values(api.pages).map(({ facebookId: id, name, accessToken }) => ({ id, name, accessToken }));
  const messenger = await createMessenger({
    appSecret: APP_SECRET,
    verifyToken: VERIFY_TOKEN,
    webhookUrl: `${api.url}/webhooks/messenger`,
    pages,
    clients: [],
  });
  const worker = await createWorker(api, messenger.url);
  return {
    api,
    worker,
    messenger,
    close: async () => {
      await worker.stop();
      await messenger.close();
      await api.stop();
    },
  };
}
