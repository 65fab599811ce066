import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningApi, runApi } from '#api/process/run-api.ts';
import { openStage, type Stage } from '#test/browser/support/stage.ts';
import { untilGone, untilShown, type Window } from '#test/browser/support/window.ts';

let stage: Stage;
let second: RunningApi;
beforeAll(async () => {
  stage = await openStage();
  second = await runApi({ ...stage.api.settings, port: 0 });
});
afterAll(async () => {
  await second.stop();
  await stage.close();
});

const doing = ({ page }: Pick<Window, 'page'>, name: string, what: string) =>
  page.locator(`[data-attention=${what}]`).filter({ hasText: name });

/** Olena at one API process and Marko at another one of the same company, in the chat of a client who just wrote. */
async function openBoth(firstName: string): Promise<{ olena: Window; marko: Window }> {
  stage.client(firstName, 'Довга').says('Чи є торшер?');
  const olena = await stage.window('olena');
  const marko = await stage.window(stage.marko, '/', { url: `http://127.0.0.1:${second.port}` });
  await olena.open(`${firstName} Довга`);
  await marko.open(`${firstName} Довга`);
  return { olena, marko };
}

test('§1.13: two operators at two processes see each other look, type, stop and go', async () => {
  const { olena, marko } = await openBoth('Ганна');
  await untilShown(doing(olena, 'Марко Гнатюк', 'looking'));
  await untilShown(doing(marko, 'Олена Коваль', 'looking'));
  expect(await doing(olena, 'Олена Коваль', 'looking').count()).toBe(0);

  await marko.page.locator('[data-composer]').pressSequentially('Так, є');
  await untilShown(doing(olena, 'Марко Гнатюк', 'typing').getByText('Марко Гнатюк пише відповідь'));
  await marko.page.locator('[data-composer]').fill('');
  await untilShown(doing(olena, 'Марко Гнатюк', 'looking').getByText('Марко Гнатюк дивиться'));

  await olena.page.locator('[data-composer]').pressSequentially('Зараз');
  await untilShown(doing(marko, 'Олена Коваль', 'typing'));
  // Nobody presses a key any more: it ends by itself.
  await untilShown(doing(marko, 'Олена Коваль', 'looking'));

  await marko.page.goto('/');
  await untilGone(doing(olena, 'Марко Гнатюк', 'looking'));
  await marko.open('Ганна Довга');
  await untilShown(doing(olena, 'Марко Гнатюк', 'looking'));
  await marko.page.close();
  await untilGone(doing(olena, 'Марко Гнатюк', 'looking'));
  expect(olena.complaints()).toEqual([]);
});

test('§1.13: a tab that closes as soon as a chat is left still says that it was left', async () => {
  const { olena, marko } = await openBoth('Діана');
  await untilShown(doing(olena, 'Марко Гнатюк', 'looking'));
  await marko.page.evaluate(() => {
    const ask = window.fetch;
    // What goes out while a page closes is shown to nobody but the server.
    window.fetch = (asked, init) => {
      const { method, url, keepalive } = new Request(asked, init);
      if (method === 'DELETE') localStorage.setItem('left', `${url} ${keepalive}`);
      return ask(asked, init);
    };
    new MutationObserver(() => {
      if (!document.querySelector('[data-open-chat]')) location.assign('about:blank');
    }).observe(document.body, { childList: true, subtree: true });
    document.querySelector<HTMLAnchorElement>('a[href="/contacts"]')?.click();
  });
  await untilGone(doing(olena, 'Марко Гнатюк', 'looking'));
  await marko.page.goto('/contacts');
  expect(await marko.page.evaluate(() => localStorage.getItem('left'))).toMatch(/chats\/\d+\/attention\/\S+ true$/);
  expect(olena.complaints()).toEqual([]);
});

test('§1.13: a tab that is behind others is not looking, and one that cannot say so is over by itself', async () => {
  const { olena, marko } = await openBoth('Надія');
  await untilShown(doing(olena, 'Марко Гнатюк', 'looking'));
  await marko.page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await untilGone(doing(olena, 'Марко Гнатюк', 'looking'));
  await marko.page.evaluate(() => {
    Reflect.deleteProperty(document, 'hidden');
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await untilShown(doing(olena, 'Марко Гнатюк', 'looking'));

  // Asleep, it says nothing and hears nothing.
  await marko.context.setOffline(true);
  await doing(olena, 'Марко Гнатюк', 'looking').waitFor({ state: 'hidden', timeout: 60_000 });
});

test('§1.13: who only reads sees who is there, and is not waited for', async () => {
  stage.client('Поліна').says('Доброго дня');
  const olena = await stage.window('olena');
  await olena.open('Поліна');
  const auditor = await stage.window('dmytro');
  await auditor.open('Поліна');
  await untilShown(doing(auditor, 'Олена Коваль', 'looking'));
  const marko = await stage.window(stage.marko);
  await marko.open('Поліна');
  await untilShown(doing(auditor, 'Марко Гнатюк', 'looking'));
  await untilShown(doing(olena, 'Марко Гнатюк', 'looking'));
  await expect.poll(() => olena.page.locator('[data-attention]').count()).toBe(1);
});
