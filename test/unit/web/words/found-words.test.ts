import { expect, test } from 'vitest';
import { foundWords } from '#lib/words/found-words.ts';

test.each([
  ['Чи є торшер?', 'ТОРШЕР', ['Чи є ', 'торшер', '?']],
  ['У мене комп’ютер', "комп'ютер", ['У мене ', 'комп’ютер', '']],
  ['Cafe\u0301 Déjà', 'deja', ['Café ', 'Déjà', '']],
  ['Straße 5', 'strasse', ['', 'Straße', ' 5']],
  ['йод і йогурт', 'йог', ['йод і ', 'йог', 'урт']],
  [`${'слово '.repeat(20)}ціль тут`, 'ціль', ['…слово слово слово слово ', 'ціль', ' тут']],
  ['рядок\n\nціль', 'рядок ціль', ['', 'рядок ціль', '']],
])('§1.21: in %j the words %j are found where they stand', (text, sought, [before, match, after]) => {
  expect(foundWords(text, sought)).toEqual({ before, match, after });
});

test('§1.21: what does not stand in it is not marked', () => {
  expect(foundWords('Добрий день', 'торшер')).toBeNull();
  expect(foundWords('Добрий день', ' ')).toBeNull();
});
