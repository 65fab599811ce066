import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faults } from '#test/browser/support/axe.ts';
import { openStage, type Stage } from '#test/browser/support/stage.ts';
import { untilGone, untilShown, type Window } from '#test/browser/support/window.ts';
import { takeStoreAway } from '#test/ground/store-away.ts';
import { PNG } from '#test/integration/support/png.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const picture = { name: 'вітрина.png', mimeType: 'image/png', buffer: PNG };
const bill = { name: 'рахунок.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 рахунок') };
const chosen = (page: Page, state: 'ready' | 'uploading' | 'failed') => page.locator(`[data-file=${state}]`);

/** The client's chat in a window of Olena's. */
async function talkWith(firstName: string, face = {}): Promise<{ window: Window; got: () => string[] }> {
  const client = stage.client(firstName);
  client.says('Надішліть, будь ласка, фото й рахунок');
  const window = await stage.window('olena', '/', face);
  await window.open(firstName);
  await untilShown(window.page.locator('[data-composer]'));
  // What is dropped over the place of a conversation that is still loading falls with it.
  await untilShown(window.page.locator('.log [data-message]'));
  const name = { client: client.id, page: stage.api.pages.dim.facebookId };
  const ours = () => stage.meta.thread(name).messages.filter(({ from }) => from === 'page');
  return { window, got: () => ours().map(({ text, attachments }) => text ?? attachments?.[0]?.type ?? '') };
}

/** As if they came from another program: by dropping over the conversation, or out of the clipboard. */
const bring = (page: Page, how: 'drop' | 'paste', files: { name: string; type: string; text: string }[]) =>
  page.locator(how === 'drop' ? '.log' : '[data-composer]').evaluate(
    (target, [kind, given]) => {
      const data = new DataTransfer();
      for (const { name, type, text } of given) data.items.add(new File([text], name, { type }));
      const is = { bubbles: true, cancelable: true };
      if (kind === 'paste') target.dispatchEvent(new ClipboardEvent('paste', { ...is, clipboardData: data }));
      else
        for (const step of ['dragenter', 'dragover', 'drop'])
          target.dispatchEvent(new DragEvent(step, { ...is, dataTransfer: data }));
    },
    [how, files] as const,
  );

/** What we sent opens like what came: by keys, and the focus goes back to where it was. */
async function expectViewer(page: Page, name: string): Promise<void> {
  const opener = page.getByRole('button', { name });
  await opener.press('Enter');
  await untilShown(page.locator('.viewer').getByRole('img', { name }));
  await page.keyboard.press('Escape');
  await untilGone(page.locator('.viewer'));
  await expect.poll(() => opener.evaluate((one) => one === document.activeElement)).toBe(true);
}

test('F40: a picture and a bill go out with their text in one go, and stand in the conversation', async () => {
  const { window, got } = await talkWith('Ганна');
  const { page } = window;
  await page.locator('.files-input').setInputFiles([picture, bill]);
  await untilShown(chosen(page, 'ready').nth(1));
  await untilShown(page.locator('[data-files-told]').getByText('готово 2'));
  expect(await faults(window)).toEqual([]);
  await page.locator('[data-composer]').fill('Ось фото й рахунок');
  await page.locator('[data-composer]').press('Control+Enter');
  await untilGone(page.locator('[data-files]'));
  await expect.poll(got).toEqual(['Ось фото й рахунок', 'image', 'file']);
  const shown = page.locator('[data-message] button[data-picture]');
  await untilShown(shown);
  await expect.poll(() => shown.locator('img').evaluate((one: HTMLImageElement) => one.naturalWidth)).toBe(1);
  await untilShown(page.locator('[data-message][data-state=delivered], [data-message][data-state=read]').nth(2));
  const said = await page.locator('.ev--out [data-message]').allInnerTexts();
  expect(said.map((words) => words.split('\n')[0])).toEqual(['Ось фото й рахунок', '', 'рахунок.pdf']);
  const link = page.locator('[data-message]').getByRole('link', { name: 'рахунок.pdf' });
  expect(await link.getAttribute('href')).toContain('?name=');
  expect(await faults(window)).toEqual([]);
  await expectViewer(page, 'вітрина.png');
  expect(window.complaints()).toEqual([]);
});

test('F40: files come by dropping and by pasting; what is too large or empty is said before it is sent', async () => {
  const { window, got } = await talkWith('Дарина');
  const { page } = window;
  await bring(page, 'drop', [
    { name: 'договір.txt', type: 'text/plain', text: 'договір' },
    { name: 'порожній.txt', type: 'text/plain', text: '' },
    { name: 'велике.png', type: 'image/png', text: 'x'.repeat(9_000_000) },
  ]);
  await untilShown(page.locator('[data-file-refused]').getByText('Файл «порожній.txt» порожній.'));
  await untilShown(page.locator('[data-file-refused]').getByText('Facebook приймає зображення до 8'));
  await untilShown(chosen(page, 'ready').getByText('договір.txt'));
  await bring(page, 'paste', [{ name: 'image.png', type: 'image/png', text: PNG.toString('latin1') }]);
  await untilShown(chosen(page, 'ready').nth(1));
  await page.getByRole('button', { name: 'Прибрати з відповіді: договір.txt' }).click();
  await expect.poll(() => page.locator('[data-file]').count()).toBe(1);
  // The draft keeps what has arrived.
  await page.reload();
  await untilShown(chosen(page, 'ready').getByText('image.png'));
  await page.locator('[data-send]').click();
  await expect.poll(() => got().length).toBe(1);
  expect(window.complaints()).toEqual([]);
});

test('F40: what is sent while a file is under way waits for it; one that did not arrive goes again', async () => {
  const { window, got } = await talkWith('Зоряна', { width: 390, height: 760, theme: 'dark' });
  const { page } = window;
  const arrives = Promise.withResolvers<void>();
  await page.route('**/api/files', async (route) => {
    await arrives.promise;
    await route.continue();
  });
  await page.locator('.files-input').setInputFiles([picture, bill]);
  await page.getByRole('button', { name: 'Не завантажувати: вітрина.png' }).click();
  await page.locator('[data-composer]').fill('Рахунок');
  await page.locator('[data-send]').click();
  await untilShown(page.locator('[data-files-awaited]'));
  expect(await faults(window)).toEqual([]);
  const store = takeStoreAway(stage.api.settings.dataDir);
  arrives.resolve();
  await untilShown(chosen(page, 'failed').getByText('Сховище файлів зараз недоступне, тож файл не завантажено.'));
  // Nothing went, and nothing is lost.
  expect([await page.locator('[data-composer]').inputValue(), got()]).toEqual(['Рахунок', []]);
  store.bringBack();
  await page.getByRole('button', { name: 'Завантажити ще раз: рахунок.pdf' }).click();
  await untilShown(chosen(page, 'ready'));
  await page.locator('[data-send]').click();
  await expect.poll(got).toEqual(['Рахунок', 'file']);
  expect(window.complaints(/503/)).toEqual([]);
});
