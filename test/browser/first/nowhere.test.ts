import { afterAll, beforeAll, expect, test } from 'vitest';
import { faults } from '../support/axe.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { untilShown } from '../support/window.ts';

let stage: Stage;

beforeAll(async () => (stage = await openStage()));
afterAll(() => stage.close());

test.each(['/nope', '/settings/nope', '/chats/nope'])(
  '§2.4: %s keeps the frame and says it in a heading',
  async (path) => {
    const window = await stage.window('olena', path);
    const { page } = window;
    const title = page.getByRole('heading', { level: 1, name: 'Такої сторінки немає' });
    await untilShown(title);
    expect(await page.locator('.bar').isVisible()).toBe(true);
    expect(await page.title()).toContain('Такої сторінки немає');
    const box = await title.boundingBox();
    expect(box?.y).toBeLessThan(200);
    expect(await faults(window)).toEqual([]);
    await page.getByRole('link', { name: 'Вхідні' }).first().click();
    await untilShown(page.locator('.list'));
    expect(window.complaints()).toEqual([]);
  },
);
