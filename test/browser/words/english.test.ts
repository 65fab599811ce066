import { afterAll, beforeAll, expect, test } from 'vitest';
import { PNG } from '#test/integration/support/png.ts';
import { logIn } from '#test/integration/support/visitor.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { untilGone, untilShown, type Window } from '../support/window.ts';

/** Rows whose own journeys are in Ukrainian: a day with them by what is read and heard in English. */
let stage: Stage;
let day: Window;

beforeAll(async () => {
  stage = await openStage();
  await (await logIn(stage.api, 'iryna')).put('/api/me', { language: 'en' });
  stage.client('Grace', 'Hopper').says('Is the brass lamp in stock?');
  await stage.settled();
  day = await stage.window('iryna', '/', { language: 'en' });
});
afterAll(() => stage.close());

const button = (name: string | RegExp) => day.page.getByRole('button', { name, exact: true });

test('F21: in English a ready reply is added, with a file, and stands in the list', async () => {
  const { page } = day;
  await untilShown(page.locator('[data-chat]'));
  await page.goto(new URL('/settings/ready-replies', page.url()).href);
  await page.locator('[data-add-ready=shared]').click();
  const form = page.getByRole('dialog', { name: 'Add a reply' });
  await form.getByLabel('Shortcut').fill('lamp');
  await form.getByLabel('Title').fill('About the lamp');
  await form.getByRole('tab', { name: 'English' }).click();
  await form.getByLabel('Reply text, English').fill('Good afternoon, {first name}! It is.');
  await untilShown(form.getByText('images up to 8 MB'));
  await form.locator('[data-ready-file-input]').setInputFiles({ name: 'lamp.png', mimeType: 'image/png', buffer: PNG });
  await untilShown(form.getByRole('button', { name: 'Remove from the reply: lamp.png' }));
  await form.getByRole('button', { name: 'Add a reply' }).click();
  const row = page.locator('[data-ready-row=lamp]');
  await untilShown(row.getByText('About the lamp'));
  await untilShown(row.getByText('not yet'));
});

test('B16, F25, F30: in English a chat is found by its words, opened at them, and left to the same list', async () => {
  const { page } = day;
  await page.goto(new URL('/', page.url()).href);
  await untilShown(page.locator('[data-chat]'));
  await button(/^Search/u).click();
  const palette = page.getByRole('combobox', { name: 'Find a chat, a client or an action' });
  await palette.fill('brass lamp');
  await untilShown(page.locator('[data-command^=message_] mark').first());
  await palette.press('Escape');
  await page.getByRole('link', { name: 'Activities' }).click();
  await untilShown(page.locator('.crumbs').getByText('Activities / Chat'));
  await page.getByRole('searchbox', { name: 'Search' }).fill('brass lamp');
  await untilShown(page.locator('[data-view][href*="?message="]'));
  await page.getByRole('link', { name: /View chat #1: .?Grace Hopper/u }).click();
  await untilShown(page.locator('[data-sought]'));
  await page.locator('[data-find-open]').click();
  await page.locator('[data-find]').fill('brass');
  await untilShown(page.getByRole('status').getByText('1 of 1'));
  await page.locator('[data-find]').fill('copper');
  await untilShown(page.getByRole('status').getByText('No matches'));
  await page.getByRole('link', { name: 'Back to all chats' }).click();
  await untilShown(page.locator('[data-row="1"]'));
  expect(new URL(page.url()).searchParams.get('q')).toBe('brass lamp');
});

test('F43, F40, F39: in English a ready reply is picked and goes out with its file; what cannot is said', async () => {
  const { page } = day;
  await page.goto(new URL('/chats/1', page.url()).href);
  await button('Ready replies').click();
  await page.keyboard.type('lamp');
  await untilShown(page.locator('[data-ready-preview]').getByText('Good afternoon, Grace! It is.'));
  await page.keyboard.press('Enter');
  await page.locator('.files-input').setInputFiles([
    { name: 'empty.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) },
    { name: 'wall.png', mimeType: 'image/png', buffer: Buffer.alloc(9_000_000, 'x') },
  ]);
  await untilShown(page.getByText('The file “empty.txt” is empty.'));
  await untilShown(page.getByText(/The image “wall\.png” is too large: .* Facebook accepts images up to 8/u));
  await untilShown(page.getByText('Files added: 1, ready 1.'));
  await page.locator('[data-send]').getByText('Send', { exact: true }).last().click();
  await untilShown(page.locator('.ev--out').getByText('Good afternoon, Grace! It is.'));
  await untilShown(page.locator('.ev--out').getByText('Delivered').first());
  await untilShown(page.getByRole('button', { name: 'lamp.png' }));
});

test('F29: in English a chat is deleted after saying what happens, and put back out of the bin', async () => {
  const { page } = day;
  await page.goto(new URL('/activities/facebook', page.url()).href);
  await button(/^Delete chat #1: .?Grace Hopper/u).click();
  const dialog = page.getByRole('alertdialog', { name: /Delete the chat with .?Grace Hopper/u });
  await untilShown(dialog.getByText('The chat ends at once, and the client is told nothing.'));
  await untilShown(dialog.getByText('You can put it back from the bin for 30 days.'));
  await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
  await untilShown(page.getByText(/Chat deleted: .?Grace Hopper/u));
  await page.getByRole('link', { name: 'Bin' }).click();
  await untilShown(page.getByRole('heading', { name: 'Bin' }));
  await page.locator('[data-bin-restore]').getByText('Put back').click();
  await untilGone(page.locator('[data-bin-row]'));
  await page.getByRole('link', { name: 'All chats' }).click();
  await untilShown(page.locator('[data-row="1"]'));
  expect(day.complaints()).toEqual([]);
});
