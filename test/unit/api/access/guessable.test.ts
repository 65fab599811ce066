import { describe, expect, test } from 'vitest';
import { isGuessable } from '#api/access/guessable.ts';
import { DEMO_PASSWORD } from '#db/demo/company.ts';

const own = ['Олена Коваль', 'olena.koval@svitlo.example', 'Дім і Світло', 'Світло Outlet'];

describe('Y06: among the first that are guessed', () => {
  test.each(['qwerty12', 'letmein1', 'Password1!', '1234abcd', 'demo-demo', 'P@ssw0rd2024', 'qazwsx123', 'asdfghjk'])(
    'a common one: %s',
    (word) => expect(isGuessable(word, [])).toBe(true),
  );

  test.each(['йцукен12', 'пароль123', 'Україна2024', 'slavaukraini', 'kyiv2024', 'Привіт1!', 'Слава-Україні'])(
    'one that is common here: %s',
    (word) => expect(isGuessable(word, [])).toBe(true),
  );

  test.each([
    ['gfhjkm123', 'пароль'],
    ['ghbdsn123', 'привіт'],
    ['йцукен12', 'qwerty'],
  ])('one typed with the other layout: %s is %s', (word) => expect(isGuessable(word, [])).toBe(true));

  test.each([DEMO_PASSWORD, 'Rozmova2026', 'facebook1', 'operator!1', 'адміністратор'])(
    'one of this product: %s',
    (word) => expect(isGuessable(word, [])).toBe(true),
  );

  test.each([
    'olena.koval@svitlo.example',
    'olena.koval',
    'Олена Коваль',
    'olenakoval',
    'коваль1990',
    'Svitlo2024',
    'світлоoutlet',
    'Outlet2026!',
    'дімісвітло',
  ])("made of one's own name, address or pages: %s", (word) => {
    expect(isGuessable(word, own)).toBe(true);
  });

  test.each(['11223344', 'aaaaaaaaaaaaaa', '15081990', '24.08.1991', '--------', 'abcdefgh', '________1'])(
    'a date, a row or the same again: %s',
    (word) => expect(isGuessable(word, [])).toBe(true),
  );
});

test.each([
  'a long enough word',
  'велика синя хата',
  'кавник на підвіконні',
  'K7#mq2Lx',
  'K7#m!2Lx',
  'x9$Lp!2vQz',
  'mist-lamp-41',
  'Олена Коваль варить каву о сьомій',
])('Y06: what somebody made up is taken: %s', (word) => {
  expect(isGuessable(word, own)).toBe(false);
});

test('Y06: the longest password costs no more than one of its first letters', () => {
  // What is behind them is not looked at: two that differ there are judged alike.
  const start = 'aA1!'.repeat(16);
  expect(isGuessable(`${start}${'x'.repeat(136)}`, own)).toBe(isGuessable(`${start}кавник на підвіконні`, own));
});
