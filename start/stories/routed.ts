import { at, isLed, isLedBy, lead, type Story } from './scene.ts';

/** Chats that came to somebody, each for another reason. */

/** Of a client of long standing, whom Olena looks after. */
export const comesBack: Story = async ({ messenger, olena }) => {
  await messenger.says(
    at('dim', 'mariia'),
    'Доброго дня! Торшер «Ранок», що я брала навесні, почав блимати. Він ще на гарантії?',
    4,
  );
  await olena.chat('Марія Гончаренко', isLedBy('Олена'));
};

/** By the rule «Доставка»: to the team that packs and sends. */
export const byRule: Story = async ({ messenger, taras }) => {
  await messenger.says(at('dim', 'andrii'), 'Добрий день! Коли буде доставка замовлення № 4821?', 9);
  await taras.chat('Андрій Кравець', isLedBy('Тарас'));
};

/** By language: Polish is known to Taras alone. Answered, and read. */
export const byLanguage: Story = async ({ messenger, taras }) => {
  const katarzyna = at('dim', 'katarzyna');
  await messenger.says(katarzyna, 'Dzień dobry! Czy lampa „Obłok” jest jeszcze dostępna?', 26);
  const chat = await taras.chat('Katarzyna Wójcik', isLedBy('Тарас'));
  await taras.sees(chat);
  await taras.answers(chat, 'Dzień dobry! Tak, mamy jeszcze trzy sztuki. Czy mam jedną odłożyć?');
  await taras.untilAnswer(chat, 'sent', 'delivered', 'read');
  await messenger.reads(katarzyna);
};

export const inEnglish: Story = async ({ messenger, olena }) => {
  await messenger.says(
    at('dim', 'tetiana'),
    'Hello! Do your lamps work with 110 volts? I would like to take two to Toronto.',
    6,
  );
  await olena.chat('Tetiana Hrytsenko', isLedBy('Олена'));
};

/** A talk under way, in which the client waits again. */
export const underWay: Story = async (scene) => {
  const oksana = at('dim', 'oksana');
  await scene.messenger.says(oksana, 'Доброго ранку! Чи є плед із вовни в сірому кольорі?', 19);
  const chat = await scene.iryna.chat('Оксана Дідух', isLed);
  const operator = lead(scene, chat);
  await operator.answers(chat, 'Доброго ранку! Сірий закінчився, є бежевий і темно-синій.');
  await operator.untilAnswer(chat, 'sent', 'delivered', 'read');
  await scene.messenger.reads(oksana);
  await scene.messenger.says(oksana, 'А бежевий якого розміру?');
};

/** Behind an advertisement: Meta lets answer for longer, perhaps. */
export const behindAd: Story = async ({ messenger, iryna }) => {
  const ad = { referral: { source: 'ADS', ad_id: '120210000000000042', ref: 'kitchen' } };
  await messenger.says(at('dim', 'ostap'), 'Бачив у рекламі світильники для кухні. Чи є на 80 см?', 12, ad);
  await iryna.chat('Остап Дячук');
};
