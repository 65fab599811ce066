import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { facePng } from '#test/messenger/face.ts';
import { faults } from '../support/axe.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { untilGone, untilShown } from '../support/window.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const png = (name: string) => stage.meta.addFile({ name, mime: 'image/png', bytes: facePng(name) });
const said = (client: string, attachments: ReturnType<typeof png>[], text?: string) =>
  stage.meta.sendMessage({
    client,
    page: stage.api.pages.dim.facebookId,
    attachments,
    ...(text === undefined ? {} : { text }),
  });
const viewer = (page: Page) => page.locator('.viewer');

test('F40: pictures that came are seen in their bubble, and whole in a viewer, by keys alone', async () => {
  const client = stage.client('Галина', 'Фото');
  said(client.id, [png('перше.png'), png('друге.png')], 'Ось два фото');
  const window = await stage.window('olena');
  const { page } = window;
  await window.open('Галина Фото');
  const pictures = page.locator('button[data-picture]');
  await untilShown(pictures.nth(1));
  const isDrawn = (at: number) =>
    pictures.nth(at).evaluate((picture) => picture.querySelector('img')?.naturalWidth ?? 0);
  await expect.poll(() => isDrawn(0)).toBeGreaterThan(0);
  await expect.poll(() => isDrawn(1)).toBeGreaterThan(0);
  expect(await faults(window)).toEqual([]);
  await pictures.first().press('Enter');
  await untilShown(viewer(page).getByText('1 з 2'));
  expect(await faults(window)).toEqual([]);
  await page.keyboard.press('ArrowRight');
  await untilShown(viewer(page).getByText('2 з 2'));
  await page.keyboard.press('ArrowRight');
  await untilShown(viewer(page).getByText('1 з 2'));
  await page.keyboard.press('Escape');
  await untilGone(viewer(page));
  await expect.poll(() => pictures.first().evaluate((one) => one === document.activeElement)).toBe(true);
  expect(window.complaints()).toEqual([]);
});

test('F40, B05: a dark phone plays sound and film of ours; a bad file harms nothing, is fetched again', async () => {
  const client = stage.client('Ярина', 'Звук');
  said(client.id, [
    stage.meta.addFile({ name: 'голос.wav', mime: 'audio/wav', bytes: silence }),
    stage.meta.addFile({ name: 'кухня.mp4', mime: 'video/mp4', bytes: film }),
  ]);
  const lost = stage.meta.addFile({ name: 'План.pdf', mime: 'application/pdf', bytes: Buffer.from('%PDF-1.4\n') });
  const id = /\/cdn\/(\d+)\//.exec(String(lost.payload?.['url']))?.[1] ?? '';
  const bringBack = stage.meta.forgetUpload(id);
  said(client.id, [lost], 'Ось план кімнати');
  const window = await stage.window('olena', '/', { theme: 'dark', width: 390 });
  const { page } = window;
  await window.open('Ярина Звук');
  for (const [player, { length }] of [
    ['audio.player', silence],
    ['video.player', film],
  ] as const) {
    await untilShown(page.locator(player));
    const part = await page.locator(player).evaluate(async (one) => {
      const { src } = one as HTMLMediaElement;
      const answer = await fetch(src, { headers: { range: 'bytes=40-43' } });
      const size = (await answer.arrayBuffer()).byteLength;
      return [new URL(src).origin, answer.status, answer.headers.get('content-range'), size];
    });
    // Kept by us: where it came from, Facebook's address, is asked no more.
    expect(part).toEqual([stage.api.url, 206, `bytes 40-43/${length}`, 4]);
  }
  const failed = page.locator('[data-file-state=failed]');
  await untilShown(failed.getByText('План.pdf'));
  await untilShown(window.bubble('Ось план кімнати'));
  expect(await faults(window)).toEqual([]);
  bringBack();
  await failed.locator('[data-fetch-again]').click();
  await untilShown(page.locator('[data-file-state=ready] a[download="План.pdf"]'));
  expect(window.complaints()).toEqual([]);
});

/** As a phone begins one. */
const film = Buffer.concat([Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0mp42isom', 'latin1'), Buffer.alloc(200)]);

/** A second of nothing, as a recorder writes it. */
const silence = (() => {
  const [rate, head] = [8_000, Buffer.alloc(44)];
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + rate, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write('data', 36);
  head.writeUInt32LE(rate, 40);
  return Buffer.concat([head, Buffer.alloc(rate, 128)]);
})();
