import { at, isLed, isLedBy, lead, type Story } from './scene.ts';

/** Chats in which something is left to do. */

/** Two have been asked already: nobody answered in time. */
export const escalated: Story = async ({ messenger, iryna }) => {
  await messenger.says(at('dim', 'petro'), 'Уже вдруге питаю: де рахунок на оплату?', 38);
  const chat = await iryna.chat('Петро Захарчук', isLed);
  if (chat.rung === 0) await iryna.hastens(chat, 'escalation');
  await iryna.chat('Петро Захарчук', ({ rung }) => rung > 0);
};

/** An answer that did not arrive; tried again it does. */
export const failed: Story = async (scene) => {
  const nadiia = at('dim', 'nadiia');
  await scene.messenger.says(nadiia, 'Чи можна забрати замовлення самому, і до котрої ви сьогодні?', 17);
  const chat = await scene.iryna.chat('Надія Романюк', isLed);
  const operator = lead(scene, chat);
  await scene.messenger.refusesOnce(nadiia);
  await operator.answers(chat, 'Так, чекаємо на вас до 20:00. Адреса: вул. Городоцька, 45.');
  await operator.untilAnswer(chat, 'failed');
};

/** The page's token died: the answer is held until an admin connects the page again. */
export const held: Story = async ({ messenger, taras }) => {
  const roman = at('opt', 'roman');
  await messenger.tokenEnds(roman.page, false);
  await messenger.says(roman, 'Потрібен рахунок на двадцять ламп для офісу. Яка ціна від двадцяти?', 31);
  const chat = await taras.chat('Роман Ткачук', isLedBy('Тарас'));
  await messenger.tokenEnds(roman.page, true);
  await taras.answers(chat, 'Доброго дня! Від двадцяти штук — мінус 15 %. Рахунок надішлю за годину.');
  await taras.untilAnswer(chat, 'held');
  // Whoever connects the page again has a token that works.
  await messenger.tokenEnds(roman.page, false);
};

/** Who takes things back may lead so many chats, and leads them: the client has to wait. */
export const allBusy: Story = async ({ messenger, iryna }) => {
  await messenger.says(at('dim', 'bohdan'), 'Хочу повернути люстру, не підійшла за розміром. Як це зробити?', 23);
  await iryna.chat('Богдан Лисенко', ({ waiting }) => waiting?.reason === 'all_full');
};

/** Finished today: a number, an answer, thanks. */
export const finished: Story = async ({ messenger, iryna, olena }) => {
  if (await iryna.hasFinished('Леся Марченко')) return;
  const lesia = at('outlet', 'lesia');
  await messenger.says(lesia, 'Доброго дня! Мій номер 067 555 01 77. Скільки коштує люстра на п’ять плафонів?', 55);
  const chat = await olena.chat('Леся Марченко', ({ phase }) => phase === 'open');
  await olena.takes(chat);
  await olena.answers(chat, 'Вітаємо! 4 350 ₴, доставляємо наступного дня.');
  await olena.untilAnswer(chat, 'sent', 'delivered', 'read');
  await messenger.reads(lesia);
  await olena.finishes(chat);
};

/** The chat itself asks for a phone, and will ask once more. */
export const asked: Story = async ({ messenger, iryna }) => {
  await messenger.says(at('outlet', 'sofiia'), 'Добрий день! Чи діє ще знижка на бра «Клен»?');
  await iryna.chat('Софія Кириченко', ({ deadlines }) => deadlines.some(({ kind }) => kind === 'contact_reminder'));
};
