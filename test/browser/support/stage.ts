import type { Browser } from 'playwright-core';
import { onTestFinished, TestRunner } from 'vitest';
import { APP_SECRET, createApi, type TestApi, VERIFY_TOKEN } from '#test/integration/support/api.ts';
import { addEmployee, type TestEmployee } from '#test/integration/support/company.ts';
import { createWorker } from '#test/integration/support/worker.ts';
import { createMessenger, type Messenger } from '#test/messenger/messenger.ts';
import { builtDesk } from './build.ts';
import { sharedBrowser } from './launch.ts';
import { untilSettled } from './settled.ts';
import { type Face, openWindow, type Window } from './window.ts';

export interface Stage {
  api: TestApi;
  meta: Messenger;
  browser: Browser;
  /** Works on the same page as olena. */
  marko: TestEmployee;
  /**
   * A window of somebody who is logged in (by the name in `company.ts`, or an employee of the test's own), at `path`.
   */
  window(who: string | TestEmployee | null, path?: string, face?: Face): Promise<Window>;
  /** A new client who can write to every page. */
  client(firstName: string, lastName?: string): Talk;
  /** Until nothing moves any more of who has written: what is asked for only once is asked for after it. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** One client at Messenger, talking with the page named "dim" unless another is given. */
export interface Talk {
  id: string;
  name: string;
  says(text: string, page?: 'dim' | 'outlet'): { mid: string | null };
  reads(): void;
  blocks(isBlocked: boolean): void;
  /** What has reached this client, in order. */
  received(): string[];
}

/** The real API with the built desk, the real worker, the simulated Meta and a Chromium. */
export async function openStage(change: Partial<TestApi['settings']> = {}): Promise<Stage> {
  const api = await createApi({ deskFolder: builtDesk, ...change });
  const meta = await openMeta(api);
  const worker = await createWorker(api, meta.url);
  const browser = await sharedBrowser();
  const marko = await addEmployee(api.database.pool, {
    name: 'Марко Гнатюк',
    email: 'marko@demo.example',
    roles: ['operator'],
    pageIds: [api.pages.dim.id],
  });
  const windows: Window[] = [];
  return {
    api,
    meta,
    browser,
    marko,
    async window(who, path = '/', face = {}) {
      const email = typeof who === 'string' ? `${who}@demo.example` : (who?.email ?? null);
      const opened = await openWindow(browser, { api, url: api.url, email, path, ...face });
      windows.push(opened);
      // What a test opened is not looked at by the next one: left open it would go on asking.
      if (TestRunner.getCurrentTest() !== undefined) onTestFinished(() => opened.close());
      return opened;
    },
    client: (firstName, lastName = '') => talkOf({ api, meta }, firstName, lastName),
    settled: () => untilSettled({ api, meta }),
    async close() {
      await Promise.all(windows.map((window) => window.close()));
      await worker.stop();
      await meta.close();
      await api.stop();
    },
  };
}

/** Which knows the company's pages, and nobody yet. */
function openMeta(api: TestApi): Promise<Messenger> {
  const pages = Object.values(api.pages).map(({ facebookId, name, accessToken }) => ({
    id: facebookId,
    name,
    accessToken,
  }));
  return createMessenger({
    appSecret: APP_SECRET,
    verifyToken: VERIFY_TOKEN,
    webhookUrl: `${api.url}/webhooks/messenger`,
    pages,
    clients: [],
  });
}

function talkOf({ api, meta }: Pick<Stage, 'api' | 'meta'>, firstName: string, lastName: string): Talk {
  const { id } = meta.createClient({ firstName, lastName });
  const name = { client: id, page: api.pages.dim.facebookId };
  return {
    id,
    name: `${firstName} ${lastName}`.trim(),
    says: (text, page = 'dim') => meta.sendMessage({ client: id, page: api.pages[page].facebookId, text }),
    reads: () => void meta.read(name),
    blocks: (blocked) => void meta.setBlocked({ ...name, blocked }),
    received: () =>
      meta
        .thread(name)
        .messages.filter(({ from }) => from === 'page')
        .map(({ text }) => text ?? ''),
  };
}
