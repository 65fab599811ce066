import { describe, expect, test } from 'vitest';
import { bodyOf, fieldsOf, NO_CONTACT, wrongLines } from '#lib/chat/context/contact-form.ts';
import { queryOf } from '#lib/contacts/contacts.svelte.ts';
import { pageNumbers } from '#lib/ui/paging.ts';

describe('F44: the form of a contact', () => {
  test('always has a line to write in, and sends none that is empty', () => {
    const fields = fieldsOf(NO_CONTACT);
    expect(fields).toEqual({ ...NO_CONTACT, phones: [''], emails: [''] });
    expect(bodyOf(fields)).toEqual(NO_CONTACT);
    const code = ' 32855961 ';
    const filled = {
      ...fields,
      code,
      name: ' Марія ',
      phones: ['', ' 067 1 ', '+44'],
      segment: ' Опт ',
      managerId: 'olena',
    };
    expect(bodyOf(filled)).toEqual({
      ...NO_CONTACT,
      code: '32855961',
      name: 'Марія',
      phones: ['067 1', '+44'],
      emails: [],
      managerId: 'olena',
      segment: 'Опт',
    });
  });

  test('is of its own: what is typed does not change the contact it began with', () => {
    const contact = { ...NO_CONTACT, phones: ['+380671234567'] };
    fieldsOf(contact).phones.push('+44');
    expect(contact.phones).toEqual(['+380671234567']);
  });

  test('shows what could not be read at its own line, past those that were empty', () => {
    const fields = { ...NO_CONTACT, phones: ['', '067', ' ', 'x'], emails: ['a@b.example', 'x'] };
    const details = [{ path: 'phones.1' }, { path: 'emails.1' }];
    expect(wrongLines(details, fields)).toEqual({ phones: [3], emails: [1] });
    expect(wrongLines(undefined, fields)).toEqual({ phones: [], emails: [] });
  });
});

test.each([
  ['', { q: '', managerId: '', segment: '', page: 1 }],
  [
    'q=%20067%20&manager=none&segment=%D0%9E%D0%BF%D1%82&page=3',
    { q: '067', managerId: 'none', segment: 'Опт', page: 3 },
  ],
  ['page=-1', { q: '', managerId: '', segment: '', page: 1 }],
  ['page=x', { q: '', managerId: '', segment: '', page: 1 }],
])('F44: the address says which contacts: %j', (address, query) => {
  expect(queryOf(new URLSearchParams(address))).toEqual(query);
});

test.each([
  [1, 1, [1]],
  [1, 3, [1, 2, 3]],
  [1, 9, [1, 2, null, 9]],
  [5, 9, [1, null, 4, 5, 6, null, 9]],
  [3, 5, [1, 2, 3, 4, 5]],
  [9, 9, [1, null, 8, 9]],
])('F44: on page %i of %i one can go to these', (page, pages, numbers) => {
  expect(pageNumbers(page, pages)).toEqual(numbers);
});
