import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PNG } from '#test/integration/support/png.ts';
import { logIn } from '#test/integration/support/visitor.ts';
import { openStage, type Stage } from './support/stage.ts';
import { untilGone, untilShown } from './support/window.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

test('F19: an admin puts a picture before a message, sees the preview, a client gets it; it is removed', async () => {
  const iryna = await logIn(stage.api, 'iryna');
  const closed = { timeZone: 'Europe/Kyiv', week: {}, exceptions: [] };
  await iryna.post('/api/settings', { settings: { workingHours: closed, outOfHoursMessage: true } });
  const window = await stage.window('iryna', '/settings/templates?template=outOfHours');
  const { page } = window;
  const row = page.locator('[data-setting="attachments.outOfHours"]');
  await choosePicture(row);
  const picture = page.locator('[data-preview] [data-preview-file=image] img');
  await untilShown(picture);
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1);

  await page.locator('[data-publish]').click();
  await untilShown(page.getByRole('dialog').locator('[data-change="attachments.outOfHours"]').getByText('графік.png'));
  await page.getByRole('button', { name: 'Опублікувати', exact: true }).click();
  await untilGone(page.getByRole('dialog'));

  const client = stage.client('Марія', 'Коваль');
  client.says('Ви ще працюєте?');
  await expect.poll(() => client.received()).toEqual(['', expect.stringContaining('не працюємо')]);
  const olena = await stage.window('olena');
  await olena.open('Марія Коваль');
  await untilShown(olena.page.locator('[data-message]').getByRole('button', { name: 'графік.png' }));

  await row.locator('[data-remove-file]').click();
  await untilShown(row.getByText(/було графік\.png/));
  await untilGone(picture);
  expect(window.complaints(/status of 413/)).toEqual([]);
  expect(olena.complaints()).toEqual([]);
});

/** After three that cannot be taken: an empty one, one that is too large, one whose name hides that it is. */
async function choosePicture(row: Locator): Promise<void> {
  const choose = (name: string, mimeType: string, buffer: Buffer) =>
    row.locator('input[type=file]').setInputFiles({ name, mimeType, buffer });
  await choose('порожній.png', 'image/png', Buffer.alloc(0));
  await untilShown(row.getByText('Файл «порожній.png» порожній.'));
  await choose('велике.png', 'image/png', Buffer.alloc(9_000_000));
  await untilShown(row.getByText('Facebook приймає зображення до 8'));
  // Its name says nothing against it: that it is a picture only the server sees.
  await choose('велике.bin', '', Buffer.concat([PNG, Buffer.alloc(9_000_000)]));
  await untilShown(row.getByText('Файл завеликий: зображення можуть мати до 8 МБ'));
  await choose('графік.png', 'image/png', PNG);
  await untilShown(row.getByRole('link', { name: 'графік.png' }));
  await untilGone(row.locator('[data-upload-problem]'));
  await untilShown(row.getByText('кБ'));
}

test('F19: a file is dropped on its place; a page has one of its own and gives it up', async () => {
  const { page } = await stage.window(
    'iryna',
    `/settings/templates?template=waiting&page=${stage.api.pages.outlet.id}`,
  );
  const row = page.locator('[data-setting="attachments.waiting"]');
  await untilShown(row.getByText('як для всіх сторінок'));
  await row.evaluate((place) => {
    const files = new DataTransfer();
    files.items.add(new File(['ціни'], 'прайс.txt', { type: 'text/plain' }));
    place.dispatchEvent(new DragEvent('drop', { dataTransfer: files, bubbles: true, cancelable: true }));
  });
  await untilShown(row.getByRole('link', { name: 'прайс.txt' }));
  await untilShown(page.locator('[data-preview-file=file]').getByText('прайс.txt'));
  await row.getByRole('button', { name: /Як для всіх сторінок/ }).click();
  await untilGone(row.getByRole('link', { name: 'прайс.txt' }));
  await expect
    .poll(() => row.locator('[data-choose-file]').evaluate((button) => button === document.activeElement))
    .toBe(true);
});
