import { expect, test } from 'vitest';
import { readCells } from '#workflows/importing/contact.ts';
import { columnsByContent, columnsOf, isHead } from '#workflows/importing/heads.ts';

const phones = (cell: string) => {
  const { contact, problems } = readCells(['Марія', cell], ['name', 'phone'], 'UA');
  return problems[0]?.code ?? contact.phones.map(({ value }) => value);
};

test.each([
  ['380671234567', ['+380671234567']],
  ['671234567', ['+380671234567']],
  ['0671234567', ['+380671234567']],
  ['+38 (067) 123-45-67', ['+380671234567']],
  ['067 123 45 67; 0501234567', ['+380671234567', '+380501234567']],
  ['0671234567 0501234567', ['+380671234567', '+380501234567']],
  ['067-123-45-67 або +48 601 234 567', ['+380671234567', '+48601234567']],
  ['0671234567/0671234567', ['+380671234567']],
  ['3,80671E+11', 'rounded_phone'],
  ['подзвонити', 'bad_phone'],
  ['12345', 'bad_phone'],
  ['', []],
])('F44: a phone in a table, %s', (cell, found) => {
  expect(phones(cell)).toEqual(found);
});

test('F44: columns are known by their heads, in both languages', () => {
  expect(columnsOf(['Прізвище', 'Ім’я', 'Телефон 1', 'Телефон 2', 'Ел. пошта', 'Менеджер', '№'])).toEqual([
    'lastName',
    'firstName',
    'phone',
    'phone',
    'email',
    'manager',
    null,
  ]);
  expect(columnsOf(["Ім'я", 'Mobile phone', 'E-mail', 'ЄДРПОУ', 'Сегмент', 'Причина'])).toEqual([
    'name',
    'phone',
    'email',
    'code',
    'segment',
    null,
  ]);
  expect(columnsOf(['Company', 'Full Name', 'П.І.Б.', 'Адреса доставки'])).toEqual([
    'company',
    'name',
    null,
    'address',
  ]);
});

test('F44: a table without heads is known by what stands in it', () => {
  expect(isHead(['ПІБ', 'Телефон'])).toBe(true);
  expect(isHead(['Марія', '0671234567'])).toBe(false);
  expect(columnsByContent(['7', 'Марія', 'Київ', '067 123 45 67', 'a@b.example'])).toEqual([
    null,
    'name',
    null,
    'phone',
    'email',
  ]);
});

test('F44: what cannot be understood of a row is said with its column', () => {
  const columns = ['name', 'kind', 'email', 'code', 'company'] as const;
  expect(readCells(['', 'щось', 'a@b@c', '12', ''], columns, 'UA').problems).toEqual([
    { column: 2, code: 'bad_email' },
    { column: 0, code: 'no_name' },
    { column: 1, code: 'unknown_kind' },
  ]);
  expect(readCells(['ТОВ «Дім»', '', '', '3285 5961', ''], columns, 'UA').contact).toMatchObject({
    kind: 'company',
    code: '32855961',
  });
});
