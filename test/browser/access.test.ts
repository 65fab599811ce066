import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertContact } from '#db/contacts/write.ts';
import { faults } from './support/axe.ts';
import { openStage, type Stage } from './support/stage.ts';
import { untilShown } from './support/window.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
  const anna = {
    name: 'Ганна Вовк',
    phones: ['+380671234567'],
    emails: ['a@b.example'],
    managerId: null,
    segment: 'Опт',
  };
  await insertContact(stage.api.database.pool, anna);
  const oksana = stage.client('Оксана', 'Левченко');
  oksana.says('Добрий день! Чи є торшер «Вечір»?');
  oksana.says('Дивлюся https://example.com/lampa');
  stage.client('Петро', 'Дяченко').says('Лампа блимає');
  const window = await stage.window('olena');
  await window.open('Оксана Левченко');
  await window.answer('Так, є два');
  await window.untilState('Так, є два', 'delivered');
});
afterAll(() => stage.close());

test.each(['light', 'dark'] as const)(
  'everybody can use it, %s: log-in, inbox, chat, dialogs and settings',
  async (theme) => {
    const stranger = await stage.window(null, '/login', { theme });
    await untilShown(stranger.page.locator('h1'));
    const found = { login: await faults(stranger) } as Record<string, string[]>;
    const window = await stage.window('iryna', '/', { theme });
    const { page } = window;
    await untilShown(window.row('Оксана Левченко'));
    found['inbox'] = await faults(window);
    await window.open('Оксана Левченко');
    await untilShown(window.bubble('Так, є два'));
    await page.locator('[data-entry] .ask').first().click();
    found['chat'] = await faults(window);
    await page.locator('[data-finish]').click();
    await untilShown(page.locator('[data-confirm]'));
    found['dialog'] = await faults(window);
    await page.keyboard.press('Escape');
    for (const path of ['/contacts', '/me', '/settings/pages', '/settings/team', '/settings/employees']) {
      await page.goto(path);
      await untilShown(page.locator('.sheet'));
      found[path] = await faults(window);
    }
    await page.locator('[data-create]').click();
    await untilShown(page.locator('[role=dialog] form'));
    found['form'] = await faults(window);
    expect(Object.fromEntries(Object.entries(found).filter(([, list]) => list.length > 0))).toEqual({});
  },
);
