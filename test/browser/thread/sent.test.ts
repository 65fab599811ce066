import { afterAll, beforeAll, expect, test } from 'vitest';
import { faults } from '../support/axe.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { untilShown } from '../support/window.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

test('§1.14: a thumbs-up is a like, in the row too; a file has its name and size', async () => {
  const client = stage.client('Поліна', 'Сидоренко');
  const page = stage.api.pages.dim.facebookId;
  const url = 'https://cdn.fbsbx.com/v/t59/1/%D0%9F%D0%BB%D0%B0%D0%BD.pdf?_nc_cat=1';
  stage.meta.sendMessage({
    client: client.id,
    page,
    attachments: [{ type: 'file', payload: { url, size: 1_500_000 } }],
  });
  const payload = { url: 'https://scontent.xx.fbcdn.net/like.png', sticker_id: 369239263222822 };
  stage.meta.sendMessage({ client: client.id, page, attachments: [{ type: 'image', payload }] });
  const window = await stage.window('olena');
  await untilShown(window.row('Поліна Сидоренко').getByText('Подобається'));
  await window.open('Поліна Сидоренко');
  const like = window.page.locator('[data-attachment=like]');
  await untilShown(like);
  expect(await like.innerText()).toBe('Подобається');
  const file = window.page.locator('[data-attachment=file]');
  expect((await file.innerText()).replace(/\s+/gu, ' ')).toMatch(/^План\.pdf 1,4 МБ Файл/u);
  // Its address is signed and opens it to anybody: nothing leads there.
  expect(await file.locator('a').count()).toBe(0);
  expect(await faults(window)).toEqual([]);
  expect(window.complaints()).toEqual([]);
});
