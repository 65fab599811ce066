import { describe, expect, test } from 'vitest';
import type { Entry } from '#lib/api/types.ts';
import { entryWords } from '#lib/chat/decisions/entry-words.ts';
import { languageWords, whySaid } from '#lib/chat/decisions/why-words.ts';
import { entry, olena, said, taras } from './chat-fixtures.ts';

const now = new Date(2026, 10, 17, 20);
const at = (hour: number, minute: number, day = 17) => new Date(2026, 10, day, hour, minute).getTime();
const v18 = { page: 0, installation: 18 };
const words = (kind: string, is: Partial<Entry>) => entryWords(entry('e', '12:00:00', kind, is), now, 'page-1');
const told = (kind: string, reason: NonNullable<Entry['reason']>, by: Entry['by'] = null) =>
  words(kind, { reason, by })
    .sentence.map(({ text, strong }) => (strong ? `<${text}>` : text))
    .join('');

describe('what a chat decided, in words', () => {
  test.each<[string, NonNullable<Entry['reason']>, string]>([
    ['said', { code: 'no_answer', template: 'waiting', key: '1' }, 'Автоматично: чекання'],
    [
      'not_said',
      { code: 'window_closed', template: 'waiting' },
      'Автоматично не надіслано: чекання — вікно відповіді закрито',
    ],
    [
      'not_said',
      { code: 'open_by_now', template: 'outOfHours' },
      'Автоматично не надіслано: поза робочим часом — ми вже на зв’язку',
    ],
    ['contact', { code: 'given', what: 'phone' }, 'Телефон збережено — його дав клієнт'],
    ['contact', { code: 'given', what: 'email' }, 'E-mail збережено — його дав клієнт'],
    ['contact', { code: 'corrected', what: 'phone' }, 'Телефон виправив клієнт'],
    ['contact', { code: 'withdrawn', what: 'email' }, 'Клієнт прибрав e-mail зі свого повідомлення'],
    ['contact', { code: 'set', what: 'email' }, 'E-mail клієнта записано: <Олена Коваль>'],
    ['contact', { code: 'taken_over' }, 'Контакт більше не питаємо — за чат узявся оператор: <Олена Коваль>'],
    ['contact', { code: 'skipped' }, 'Чат передано операторам без контакту: <Олена Коваль>'],
    [
      'contact',
      { code: 'gave_up', setting: 'contactAttempts', ...v18 },
      'Чат передано операторам без контакту — відповідей не вдалося розпізнати',
    ],
    [
      'contact',
      { code: 'gave_up', setting: 'contactMinutes', ...v18 },
      'Чат передано операторам без контакту — клієнт не дав його вчасно',
    ],
    [
      'contact',
      { code: 'not_asked', setting: 'requirePhone', ...v18 },
      'Чат передано операторам без контакту — запитання не могло дійти до клієнта',
    ],
    [
      'contact',
      { code: 'not_required', setting: 'requirePhone', ...v18 },
      'Телефон більше не питаємо — налаштування v18',
    ],
    ['contact', { code: 'something new' }, 'Подія чату: contact'],
    ['finished', { code: 'silence', hours: 72, ...v18 }, 'Чат завершено — тиша вже 3 дні'],
  ])('F09, F16: %s %o', (kind, reason, sentence) => {
    const isByOperator = ['set', 'taken_over', 'skipped'].includes(reason.code);
    expect(told(kind, reason, isByOperator ? olena : null)).toBe(sentence);
  });

  test.each(['engine_forgot', 'engine_restored', 'engine_reset', 'database_restored', 'taken_up_again'])(
    'X33: why a chat was taken up again (%s) is told in words of its own',
    (code) => {
      const why = (reason: string) => words('recovered', { reason: { code: reason } }).why;
      const others = ['engine_forgot', 'engine_restored', 'engine_reset', 'database_restored', 'taken_up_again'];
      expect(told('recovered', { code })).toBe('Роботу чату відновлено зі збережених даних');
      expect(others.filter((other) => why(other) === why(code))).toEqual([code]);
    },
  );

  test.each<[NonNullable<Entry['reason']>, string]>([
    [{ code: 'moved' }, 'Перенесено повідомлення про чекання з 14:30 на 14:05: <Олена Коваль>'],
    [{ code: 'dropped' }, 'Скасовано повідомлення про чекання, було на 14:30: <Олена Коваль>'],
    [{ code: 'fired' }, 'Не чекали строку: повідомлення про чекання зараз, було на 14:30 — <Олена Коваль>'],
    [
      { code: 'postponed', why: 'undelivered', ...v18 },
      'Повідомлення про чекання перенесено з 14:30 на 14:05 — відповідь ще не дійшла до клієнта',
    ],
    [{ code: 'postponed', ...v18 }, 'Повідомлення про чекання перенесено з 14:30 на 14:05 — зараз неробочий час'],
    [{ code: 'settings', ...v18 }, 'Повідомлення про чекання перенесено з 14:30 на 14:05: налаштування v18'],
    [{ code: 'settings', ...v18, from: null }, 'Повідомлення про чекання заплановано на 14:05: налаштування v18'],
    [{ code: 'settings', ...v18, to: null }, 'Повідомлення про чекання скасовано, було на 14:30: налаштування v18'],
    [
      { code: 'settings', page: 0, installation: 0 },
      'Повідомлення про чекання перенесено з 14:30 на 14:05: вбудовані налаштування',
    ],
    [
      { code: 'moved', to: at(9, 0, 19) },
      'Перенесено повідомлення про чекання з 14:30 на 19.11, 09:00: <Олена Коваль>',
    ],
  ])('F18: a deadline %o', (reason, sentence) => {
    const facts = { deadline: 'waiting', from: at(14, 30), to: at(14, 5), ...reason };
    expect(told('deadline', facts, olena)).toBe(sentence);
  });

  test.each([
    [
      { page: 3, installation: 18 },
      'Налаштування сторінки «Запитувати номер телефону», v3',
      '/settings/history?page=page-1&version=3',
    ],
    [{ page: 0, installation: 18 }, 'Налаштування «Запитувати номер телефону», v18', '/settings/history?version=18'],
    [{ page: 0, installation: 0 }, 'Вбудоване налаштування «Запитувати номер телефону»', null],
  ])('F18: why leads to the version that asked for it: %o', (versions, text, href) => {
    const { source } = words('said', { reason: { code: 'phone_required', setting: 'requirePhone', ...versions } });
    expect(source).toEqual({ words: text, href });
  });

  test.each<[string, NonNullable<Entry['reason']>, string]>([
    ['assigned', { code: 'turn', kind: 'first', rule: null }, 'Призначено: <Тарас Бойко> — настала черга'],
    [
      'assigned',
      { code: 'least', kind: 'first', rule: 'Роздріб' },
      'Призначено: <Тарас Бойко> — найменше відкритих чатів, правило «Роздріб»',
    ],
    ['nobody', { code: 'all_full', kind: 'first' }, 'Оператора поки немає — усі зайняті'],
    ['nobody', { code: 'all_tried', kind: 'next' }, 'Передати поки нікому — чат уже був у кожного'],
    [
      'escalated',
      { code: 'no_answer', rung: 1, to: 'next', minutes: 15 },
      'Крок 1 ескалації: 15 хв без відповіді — далі наступний оператор',
    ],
    [
      'escalated',
      { code: 'no_answer', rung: 2, to: 'team', minutes: 15 },
      'Крок 2 ескалації: 15 хв без відповіді — далі команда',
    ],
    [
      'escalated',
      { code: 'no_answer', rung: 2, to: 'team', minutes: 15, name: 'Склад' },
      'Крок 2 ескалації: 15 хв без відповіді — далі команда «Склад»',
    ],
    ['left', { code: 'escalated' }, 'Вихід із чату: <Тарас Бойко> — не було вчасної відповіді'],
    ['left', { code: 'on_leave' }, 'Вихід із чату: <Тарас Бойко> — відпустка'],
    ['left', { code: 'deactivated' }, 'Вихід із чату: <Тарас Бойко> — обліковий запис вимкнено'],
    ['left', { code: 'no_access' }, 'Вихід із чату: <Тарас Бойко> — більше немає доступу до сторінки'],
    ['left', { code: 'personal_manager' }, 'Вихід із чату: <Тарас Бойко> — клієнта веде персональний менеджер'],
    ['left', { code: 'left' }, 'Вихід із чату: <Тарас Бойко>'],
    ['transferred', { code: 'person', note: null }, 'Чат передано: <Олена Коваль> → <Тарас Бойко>'],
    ['transferred', { code: 'person', note: 'рахунок' }, 'Чат передано: <Олена Коваль> → <Тарас Бойко>. «рахунок»'],
    [
      'transferred',
      { code: 'team', team: 't', name: 'Опт', note: null },
      'Чат передано: <Олена Коваль> → команда «Опт»',
    ],
    ['transferred', { code: 'next', note: null }, 'Чат передано: <Олена Коваль> → за правилами розподілу'],
    // §1.24: which of the two it was; only what was recorded long ago does not know.
    ['linked', { code: 'phone', contact: 'k' }, 'Клієнта пов’язано з контактом — збігся телефон'],
    ['linked', { code: 'email', contact: 'k' }, 'Клієнта пов’язано з контактом — збігся e-mail'],
    ['linked', { code: 'contact', contact: 'k' }, 'Клієнта пов’язано з контактом — збігся телефон чи e-mail'],
    ['linked', { code: 'by_hand', contact: 'k' }, 'Клієнта пов’язано з контактом: <Олена Коваль>'],
    ['linked', { code: 'unlinked' }, 'Зв’язок клієнта з контактом скасовано: <Олена Коваль>'],
  ])('F10, F07: %s %o', (kind, reason, sentence) => {
    const { sentence: parts, why } = words(kind, { reason, by: olena, about: taras });
    expect(parts.map(({ text, strong }) => (strong ? `<${text}>` : text)).join('')).toBe(sentence);
    expect(why).toMatch(/\.$/u);
  });

  test('F10: what was chosen, and that nobody could be, leads to the record', () => {
    const reason = { code: 'turn', kind: 'first', record: 'r-1', page: 0, installation: 17 };
    expect(words('assigned', { about: taras, reason }).recordId).toBe('r-1');
    expect(words('nobody', { reason }).recordId).toBe('r-1');
    expect(words('joined', { reason }).recordId).toBeNull();
  });

  test('F18: what a person did was asked for by no setting', () => {
    const reason = { code: 'dropped', deadline: 'waiting', setting: 'waitingMessage', from: at(14, 30), to: null };
    expect(words('deadline', { by: olena, reason }).source).toBeNull();
  });

  test('F16: a deadline handled late says by how much', () => {
    const dueAt = '2026-11-17T11:30:00.000Z';
    expect(words('finished', { dueAt, reason: { code: 'silence', hours: 72, ...v18 } }).why).toContain(
      'пізніше на 30 хв',
    );
  });

  test('F20: an automatic message says why it was sent and why in this language', () => {
    const unclear = said('e', '12:00:00', 'not_understood', { template: 'emailNotUnderstood' });
    expect(whySaid(unclear)).toBe('У відповіді клієнта не знайшлося адреси пошти.');
    expect(whySaid(null)).toBe('Це повідомлення чат надіслав сам, за своїм правилом.');
    expect(languageWords({ code: 'uk', reason: 'language' })).toBe('Мовою клієнта у Facebook: українська.');
    expect(languageWords({ code: 'en', reason: 'default' })).toContain('Facebook не сказав мови клієнта');
    expect(languageWords(null)).toBe('');
  });
});
