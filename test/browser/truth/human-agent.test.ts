import { afterAll, beforeAll, expect, test } from 'vitest';
import { faults } from '../support/axe.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { untilGone, untilShown } from '../support/window.ts';

const hour = 3_600_000;

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

/** A client who wrote so many hours ago, and nothing since. */
function wroteAgo(firstName: string, hours: number) {
  const talk = stage.client(firstName);
  const { facebookId: page } = stage.api.pages.dim;
  stage.meta.sendMessage({ client: talk.id, page, text: 'Є хтось?', timestamp: Date.now() - hours * hour });
  return talk;
}

test('§1.12 F39 B06: after a day a person answers as one, where allowed; the composer says how long', async () => {
  const [lidiia, ostap] = [wroteAgo('Лідія', 30), wroteAgo('Остап', 8 * 24)];
  const admin = await stage.window('iryna', '/settings/pages');
  const olena = await stage.window('olena');
  const { page } = olena;
  await olena.open('Лідія');
  await untilShown(page.getByText('Відповісти вже не можна.'));

  await admin.page.locator(`[data-page="${stage.api.pages.dim.id}"]`).locator('[data-edit]').click();
  const dialog = admin.page.getByRole('dialog');
  expect(await faults(admin)).toEqual([]);
  await dialog.getByLabel('Відповідати й після доби (human agent)').check();
  await dialog.getByRole('button', { name: 'Зберегти' }).click();
  await untilGone(dialog);

  // Without a reload: the page is another one now.
  await untilShown(page.locator('[data-human-agent]').getByText('Так можна ще 5 днів'));
  expect(await faults(olena)).toEqual([]);
  await olena.answer('Вибачте, що довго. Так, є!');
  await olena.untilState('Вибачте, що довго. Так, є!', 'sent', 'delivered');
  expect(lidiia.received()).toEqual(['Вибачте, що довго. Так, є!']);
  expect(stage.meta.sends().at(-1)).toMatchObject({ messagingType: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' });
  await untilShown(page.getByText('відповідь як від людини (human agent)'));

  await olena.open('Остап');
  await untilShown(page.getByText('минуло 7 днів'));
  await untilGone(page.locator('[data-composer]'));

  stage.meta.setPage(stage.api.pages.dim.facebookId, { humanAgent: false });
  await olena.open('Лідія');
  await olena.answer('І ще одне');
  await olena.untilState('І ще одне', 'failed');
  await untilShown(page.getByText('не дав цій сторінці дозволу human agent'));
  expect(ostap.received()).toEqual([]);
  expect(admin.complaints()).toEqual([]);
  expect(olena.complaints()).toEqual([]);
});
