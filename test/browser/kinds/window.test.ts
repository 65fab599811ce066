import { afterAll, beforeAll, expect, test } from 'vitest';
import { logIn } from '#test/integration/support/visitor.ts';
import { faults } from '../support/axe.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { untilGone, untilShown, type Window } from '../support/window.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const why = ({ page }: Window) => page.locator('[data-window-why]');

test('F39 B06: the composer says until when one may answer, why, and what may be sent after', async () => {
  const { facebookId: page } = stage.api.pages.dim;
  const plain = stage.client('Звичайна', 'Доба');
  plain.says('Є лампи?');
  const byAd = stage.client('Рекламна', 'Доба');
  const referral = { source: 'ADS', type: 'OPEN_THREAD', ad_id: '60' };
  stage.meta.sendMessage({ client: byAd.id, page, text: 'З реклами', referral });
  await stage.settled();

  const window = await stage.window('olena');
  await window.open('Звичайна Доба');
  const ask = window.page.locator('[data-why-window]');
  await untilShown(ask);
  expect(await why(window).count()).toBe(0);
  await ask.focus();
  await window.page.keyboard.press('Enter');
  await untilShown(
    why(window).filter({ hasText: /доба від останнього повідомлення клієнта\. Далі можна буде, щойно клієнт/u }),
  );
  expect(await faults(window)).toEqual([]);
  await window.page.keyboard.press('Enter');
  await untilGone(why(window));

  await (await logIn(stage.api, 'iryna')).put('/api/me', { language: 'en' });
  const english = await stage.window('iryna', '/', { language: 'en', width: 390, height: 800, theme: 'dark' });
  await english.open('Рекламна Доба');
  await english.page.locator('[data-why-window]').click();
  await untilShown(
    why(english).filter({ hasText: /You can reply until .* a reply is possible, but Facebook may refuse it/u }),
  );
  expect(await faults(english)).toEqual([]);
  expect([...window.complaints(), ...english.complaints()]).toEqual([]);
});
