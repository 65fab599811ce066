import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { noticeTrouble } from '#db/troubles/write.ts';
import { faults } from './support/axe.ts';
import { openStage, type Stage } from './support/stage.ts';
import { untilGone, untilShown } from './support/window.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const trouble = (kind: string) => `[data-trouble="${kind}"]`;

test('an admin sees what is put aside, with its cure, and presses: it is tried again and moves', async () => {
  stage.client('Орися', 'Гай').says('Добрий день');
  await stage.meta.idle();
  const { pool } = stage.api.database;
  const { rows } = await pool.query<{ id: string; page_id: string }>('select id, page_id from client limit 1');
  const [client] = rows;
  const window = await stage.window('iryna', '/settings/troubles');
  const { page } = window;
  await untilShown(page.getByRole('heading', { name: 'Усе гаразд' }));
  expect(await page.locator('[data-troubles]').count()).toBe(0);

  const pageId = client?.page_id ?? null;
  await noticeTrouble(pool, {
    kind: 'input_put_aside',
    ref: client?.id ?? '',
    pageId,
    reason: 'not_told',
    detail: '3',
  });
  await noticeTrouble(pool, { kind: 'work_failing', ref: 'api/feed', reason: 'feed', detail: '42601' });
  await page.reload();
  const aside = page.locator(trouble('input_put_aside'));
  await untilShown(aside.getByText('Чату не вдається передати нове'));
  await untilShown(aside.getByText('дедалі рідше'));
  await untilShown(aside.getByRole('link', { name: /Чат №/ }));
  expect(await page.locator(trouble('work_failing')).getByRole('button').count()).toBe(0);
  await expect.poll(() => page.locator('.bar [data-troubles]').innerText()).toContain('2');
  expect(await faults(window)).toEqual([]);

  await aside.getByRole('button', { name: /Спробувати зараз/ }).press('Enter');
  await untilShown(page.getByText('Пробуємо ще раз.'));
  await untilShown(page.locator(`${trouble('input_put_aside')}.trouble--over`));
  await untilGone(page.locator(`${trouble('input_put_aside')}:not(.trouble--over)`));
  expect(await faults(window)).toEqual([]);
  expect(window.complaints()).toEqual([]);
});

test('on a phone and in the dark it is the same page, and nothing of it sticks out', async () => {
  const ref = randomUUID();
  await noticeTrouble(stage.api.database.pool, { kind: 'page_without_key', ref, reason: 'sealed_with_another_key' });
  const window = await stage.window('iryna', '/settings/troubles', { width: 360, height: 740, theme: 'dark' });
  await untilShown(window.page.locator(trouble('page_without_key')).getByRole('button', { name: /Спробувати зараз/ }));
  const isTooWide = () => document.documentElement.scrollWidth > document.documentElement.clientWidth;
  expect(await window.page.evaluate(isTooWide)).toBe(false);
  const ends = () =>
    [...document.querySelectorAll('.trouble p, .trouble h3')].map((part) => part.getBoundingClientRect().right);
  expect(Math.max(...(await window.page.evaluate(ends)))).toBeLessThanOrEqual(360);
  expect(await faults(window)).toEqual([]);
});

test('an operator has no such page', async () => {
  const { page } = await stage.window('olena', '/settings/troubles');
  await untilShown(page.getByText('Сюди немає доступу').first());
  expect(await page.locator('[data-trouble]').count()).toBe(0);
});
