import { expect, test } from 'vitest';
import { said } from './said.ts';

/** What was proposed in place of the old wordings (`old-wordings.test.ts`), by what makes out each sentence. */
const BETTER = {
  uk: [
    ['examples that differ', 'Інакше: {'],
    ['a language with its name', 'не знає {language}'],
    ['a language as a reason', 'знає {language}, мову клієнта'],
    ['the only one who could', '{language} знає лише {name}'],
    ['whose last message', 'Від останнього повідомлення клієнта минуло 24 години'],
    ['an hour that is none', 'Запишіть години, наприклад, так: 09:00–18:00.'],
    ['to keep a deadline', '"Лишити"'],
    ['a desk that failed to open', 'Розмова не відкрилася'],
    ['the language', 'Мова інтерфейсу'],
    ['what runs the chats', 'Сервіс чатів'],
    ['to ask for a phone', 'Запитувати номер телефону'],
    ['a chat that asks', 'Збираємо контакт'],
    ['to mark', 'Позначати автоматичні повідомлення'],
    ['out of hours', 'Автовідповідь поза робочим часом'],
    ['no limit', '"Без обмеження"'],
    ['reading a chat', 'Читати можна, не долучаючись. Оператором ви станете, коли відповісте або візьмете чат.'],
    ['a chat of others', 'недоступний'],
    ['no access', 'не має доступу до цього розділу'],
    ['a password', 'символів; не з найпоширеніших'],
    ['the password of now', '"Поточний пароль"'],
    ['a token', 'токен має ті самі права, що й ви'],
    ['a device', 'Завершіть сеанс незнайомого пристрою'],
    ['the state of a page', '"Підключено"'],
    ['the state of an employee', '"Активний"'],
    ['a form that is done', '"Готово"'],
    ['what a draft would do', 'Якби діяла чернетка'],
    ['the team', 'Скільки чатів у кожного'],
  ],
  en: [
    ['reading a chat', 'You can read without joining. Reply or take the chat to become its operator.'],
    ['nobody waits', 'No one is waiting'],
    ['all were answered', '"All caught up"'],
    ['sections', '"Client waiting (colleagues)"'],
    ['collecting', 'Collecting contact details'],
    ['joining', 'Replying will add you to this chat'],
    ['a finished chat', 'You can no longer reply'],
    ['an auditor', 'Read-only'],
    ['offline', 'Keep writing — it will be sent when you are back online.'],
    ['to edit', '"Edit again"'],
    ['not known whether it arrived', 'Delivery not confirmed'],
    ['no access', 'you have no access to its page'],
    ['nobody left', 'already tried with everyone'],
    ['nobody at all', 'no one can take it'],
    ['a link to a contact', 'A person can always change the link'],
    ['a link taken away', 'unlinked the contact'],
    ['errors of a form', 'Fix the following first'],
    ['shared values', '"Use shared value"'],
    ['settings', '"Recognition attempts"'],
    ['a reminder', '"Contact reminder"'],
    ['a country', '"Default phone country"'],
    ['expected changes', 'Tick the changes you expect'],
    ['a page', '"Facebook page ID"'],
    ['its state', '"Connected"'],
    ['the client’s example', 'Hello! Can I still order for today?'],
    ['a chat’s number', '#{number}'],
  ],
} as const;

const CASES = (['uk', 'en'] as const).flatMap((locale) =>
  BETTER[locale].map(([about, words]) => [locale, about, words] as const),
);

test.each(CASES)('§7: in %s “%s” is said as proposed', (locale, _, words) => {
  expect(said(locale).some(([, text]) => text.includes(words))).toBe(true);
});
