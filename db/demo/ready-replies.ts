import type { Pool } from 'pg';
import { insertReadyReply, type ReadyReplyContent } from '#db/ready-replies/write.ts';

/** Whose they are, and where they are offered. */
export interface RepliesOf {
  adminId: string;
  operatorId: string;
  outletId: string;
}

type Content = Pick<ReadyReplyContent, 'shortcut' | 'title' | 'texts'>;

const SHARED: Content[] = [
  {
    shortcut: 'привіт',
    title: 'Вітання',
    texts: {
      uk: 'Добрий день, {{first_name}}! Це {{operator_name}}, {{page_name}}. Чим можу допомогти?',
      en: 'Hello {{first_name}}! This is {{operator_name}} at {{page_name}}. How can I help?',
      pl: 'Dzień dobry, {{first_name}}! Tu {{operator_name}}, {{page_name}}. W czym mogę pomóc?',
    },
  },
  {
    shortcut: 'доставка',
    title: 'Доставка',
    texts: {
      uk: 'Відправляємо Новою поштою того ж дня, якщо оплата до 15:00. За один-два дні посилка у відділенні.',
      en: 'We ship with Nova Post the same day if you pay before 15:00. It takes one or two days to arrive.',
    },
  },
  {
    shortcut: 'оплата',
    title: 'Оплата',
    texts: {
      uk: 'Оплатити можна карткою, за рахунком або при отриманні. Як вам зручніше?',
      en: 'You can pay by card, by invoice or on delivery. Which suits you best?',
    },
  },
  {
    shortcut: 'рахунок',
    title: 'Рахунок на фірму',
    texts: {
      uk: '{{first_name}} {{last_name}}, надішліть, будь ласка, ЄДРПОУ і назву фірми: підготуємо рахунок сьогодні.',
      en: '{{first_name}} {{last_name}}, please send the name and number of the company: we will invoice it today.',
    },
  },
  {
    shortcut: 'години',
    title: 'Робочі години',
    texts: { uk: 'Ми на зв’язку: {{working_hours}}.', en: 'We are here: {{working_hours}}.' },
  },
];

const OF_OUTLET: Content = {
  shortcut: 'вітрина',
  title: 'Товар з вітрини',
  texts: {
    uk: 'Це товар з вітрини: усі сліди видно на фото, гарантія та сама, 12 місяців.',
    en: 'This one was on display: the photos show every mark, and the warranty is the same 12 months.',
  },
};

const OWN: Content = {
  shortcut: 'дякую',
  title: 'Подяка за замовлення',
  texts: {
    uk: 'Дякую за замовлення, {{first_name}}! Якщо щось буде не так, напишіть сюди.',
    en: 'Thank you for your order, {{first_name}}! If anything is wrong, write to us here.',
  },
};

/** What the demo company's operators send again and again: for all pages, for one, and somebody's own. */
export async function addReadyReplies(pool: Pool, { adminId, operatorId, outletId }: RepliesOf): Promise<void> {
  for (const content of SHARED) await insertReadyReply(pool, adminId, { ...content, pageIds: [], ownerId: null });
  await insertReadyReply(pool, adminId, { ...OF_OUTLET, pageIds: [outletId], ownerId: null });
  await insertReadyReply(pool, operatorId, { ...OWN, pageIds: [], ownerId: operatorId });
}
