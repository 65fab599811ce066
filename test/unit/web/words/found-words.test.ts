import { expect, test } from 'vitest';
import { foundWords, markedWords, type TextPart } from '#lib/words/found-words.ts';

const written = (parts: TextPart[] | null) =>
  parts?.map(({ text, isMatch }) => (isMatch ? `[${text}]` : text)).join('') ?? null;

test.each([
  ['Чи є торшер?', 'ТОРШЕР', 'Чи є [торшер]?'],
  ['У мене комп’ютер', "комп'ютер", 'У мене [комп’ютер]'],
  ['У мене комп’ютер', 'компютер', 'У мене [комп’ютер]'],
  ['Cafe\u0301 Déjà', 'deja', 'Café [Déjà]'],
  ['Straße 5', 'strasse', '[Straße] 5'],
  ['йод і йогурт', 'йог', 'йод і [йог]урт'],
  ['Єдина Ґава', 'едина гава', '[Єдина Ґава]'],
  ['Торшер із латунною ніжкою', 'ніжкою торшер', '[Торшер] із латунною [ніжкою]'],
  ['Скажіть, привіт', 'ghbdsn', 'Скажіть, [привіт]'],
  [`${'слово '.repeat(20)}ціль тут`, 'ціль', '…слово слово слово слово [ціль] тут'],
  ['рядок\n\nціль', 'рядок ціль', '[рядок ціль]'],
])('§1.21: in %j the words %j are found where they stand', (text, sought, shown) => {
  expect(written(foundWords(text, sought))).toBe(shown);
});

test('§1.21: what does not stand in it is not marked', () => {
  expect(foundWords('Добрий день', 'торшер')).toBeNull();
  expect(foundWords('Добрий день', 'день вечір')).toBeNull();
  expect(foundWords('Добрий день', ' ')).toBeNull();
});

test('§1.21: what the server has marked is shown as it says', () => {
  const marks = [
    [0, 6],
    [9, 12],
  ] as const;
  expect(written(markedWords('Добрий і день', marks))).toBe('[Добрий] і [ден]ь');
  expect(written(markedWords('Добрий день', []))).toBe('Добрий день');
});
