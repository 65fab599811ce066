import { describe, expect, test } from 'vitest';
import { bodyOf, fieldsOf, wrongLines } from '#lib/chat/context/contact-form.ts';
import { contactsAsked, queryOf } from '#lib/contacts/contacts-asked.ts';
import { pageNumbers } from '#lib/ui/paging.ts';

const line = (value: string, label = '', isMain = false) => ({ value, label, isMain });
const EMPTY = {
  kind: 'person',
  name: '',
  fullName: '',
  code: '',
  vatCode: '',
  address: '',
  signatory: '',
  managerId: null,
  segment: '',
};

describe('F44: the form of a contact', () => {
  test('always has a line to write in, and sends none that is empty', () => {
    const fields = fieldsOf({});
    expect(fields).toEqual({ ...EMPTY, phones: [line('')], emails: [line('')], companies: [], people: [] });
    expect(bodyOf(fields, fields)).toEqual({ ...EMPTY, points: [], companies: [], people: [] });
    const filled = {
      ...fields,
      code: ' 32855961 ',
      name: ' Марія ',
      phones: [line(''), line(' 067 1 ', ' робочий '), line('+44', '', true)],
      segment: ' Опт ',
      managerId: 'olena',
    };
    expect(bodyOf(filled, fields)).toEqual({
      ...EMPTY,
      code: '32855961',
      name: 'Марія',
      points: [
        { kind: 'phone', value: '067 1', label: 'робочий', isMain: false },
        { kind: 'phone', value: '+44', label: '', isMain: true },
      ],
      companies: [],
      people: [],
      managerId: 'olena',
      segment: 'Опт',
    });
  });

  test('is of its own: what is typed does not change the contact it began with', () => {
    const point = { kind: 'phone' as const, typed: '067 123 45 67', ...line('+380671234567', 'дім', true) };
    const contact = { points: [point], people: [{ id: '1', name: 'Іван', role: 'бухгалтер' }] };
    const fields = fieldsOf(contact);
    expect(fields.phones).toEqual([line('+380671234567', 'дім', true)]);
    Object.assign(fields.phones[0] ?? {}, { value: '+44' });
    Object.assign(fields.people[0] ?? {}, { role: 'директор' });
    expect([contact.points[0]?.value, contact.people[0]?.role]).toEqual(['+380671234567', 'бухгалтер']);
  });

  test('says of a company only whose place in it is another one', () => {
    const [ivan, petro, oleh] = ['Іван', 'Петро', 'Олег'].map((name) => ({ id: name, name, role: 'юрист' }));
    const began = { ...fieldsOf({ kind: 'company' }), people: [ivan!, petro!] };
    const now = { ...began, people: [{ ...ivan!, role: ' директор ' }, oleh!] };
    expect(bodyOf(now, began).people).toEqual([
      { id: 'Іван', role: 'директор' },
      { id: 'Олег', role: 'юрист' },
      { id: 'Петро', role: null },
    ]);
    expect(bodyOf(began, began).people).toEqual([]);
    expect(bodyOf({ ...began, kind: 'person' }, began).people).toEqual([]);
  });

  test('shows what could not be read at its own line, past those that were empty', () => {
    const [phones, emails] = [
      ['', '067', ' ', 'x'],
      ['a@b.example', 'x'],
    ].map((of) => of.map((one) => line(one)));
    const fields = { ...fieldsOf({}), phones: phones!, emails: emails! };
    const details = [{ path: 'points.1.value' }, { path: 'points.3.value' }];
    expect(wrongLines(details, fields)).toEqual({ phones: [3], emails: [1] });
    expect(wrongLines(undefined, fields)).toEqual({ phones: [], emails: [] });
  });
});

const NOTHING_ASKED = { q: '', managerId: '', segment: '', sort: 'name', order: 'asc', page: 1, pageSize: 25 };
test.each([
  ['', {}],
  [
    'q=%20067%20&manager=none&segment=%D0%9E%D0%BF%D1%82&page=3',
    { q: '067', managerId: 'none', segment: 'Опт', page: 3 },
  ],
  ['page=-1&size=7&kind=dog&phone=maybe&sort=password&order=up', {}],
  ['page=x&size=100&kind=company&phone=false', { pageSize: 100, kind: 'company', hasPhone: 'false' }],
  ['sort=updatedAt', { sort: 'updatedAt', order: 'desc' }],
  ['sort=manager&order=desc', { sort: 'manager', order: 'desc' }],
])('F44: the address says which contacts: %j', (address, query) => {
  expect(queryOf(contactsAsked(new URLSearchParams(address)))).toEqual({ ...NOTHING_ASKED, ...query });
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
