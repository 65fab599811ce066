import { domainToASCII, domainToUnicode } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tableOf } from '#test/cases/table.ts';
import { readContact, readEmail } from '#workflows/reading/contact.ts';

test.each([...tableOf('emails.csv'), ...tableOf('emails-siblings.csv')])(
  'E1: %j holds the address “%s”',
  (text, email) => {
    expect(readContact(text ?? '', 'UA').email ?? '').toBe(email);
  },
);

describe('E2: one mailbox has one spelling', () => {
  test.each([
    ['ivan@xn--80aikifvh.xn--j1amh', 'ivan@приклад.укр'],
    ['Ivan@ПРИКЛАД.укр', 'ivan@приклад.укр'],
    ['a@XN--FA-HIA.de', 'a@faß.de'],
    ['a@bu\u0308cher.example', 'a@bücher.example'],
    ['a@ｅｘａｍｐｌｅ.com', 'a@example.com'],
    ['a@日本語.jp', 'a@日本語.jp'],
  ])('%s is %s, in a chat and where a contact is added', (written, email) => {
    expect(readEmail(written)).toBe(email);
    expect(readContact(written, 'UA').email).toBe(email);
  });

  test.each([
    'a@xn--.com',
    'a@xn--a.com',
    'a@xn--99999999.com',
    'a@1.2.3.4',
    'a@0x7f.1',
    'a@b%20c.com',
    'a@b:80',
    'a@b/c.com',
  ])('%s is none', (written) => expect(readEmail(written)).toBeNull());

  test('whatever Node says of a name, we say', () => {
    const label = fc.stringMatching(/^[а-яіїєґa-z0-9äöüßéñłσ]{1,12}$/u);
    fc.assert(
      fc.property(label, fc.constantFrom('укр', 'com', 'de', 'рф'), (name, top) => {
        const ascii = domainToASCII(`${name}.${top}`);
        fc.pre(ascii !== '' && /[^\d.]/.test(name));
        expect(readEmail(`a@${ascii}`)).toBe(`a@${domainToUnicode(ascii)}`);
        expect(readEmail(`a@${name}.${top}`)).toBe(`a@${domainToUnicode(ascii)}`);
      }),
    );
  });
});

test('E1: an address of every sign that RFC 5322 allows is taken whole', () => {
  const atom = fc.stringMatching(/^[a-z0-9][a-z0-9!#$%&'*+/=?^_`{|}~-]{0,10}[a-z0-9]$/);
  const around = fc.constantFrom(
    ['', ''],
    ['моя пошта ', ', дякую'],
    ['(', ')'],
    ['<', '>'],
    ['mailto:', '.'],
    ['📧 ', '!'],
  );
  fc.assert(
    fc.property(fc.array(atom, { minLength: 1, maxLength: 3 }), around, (atoms, [before, behind]) => {
      const email = `${atoms.join('.')}@mail.example.com`;
      fc.pre(!/^(?:e-?mail|mail|to)=/.test(email) && !email.includes('://'));
      expect(readContact(`${before}${email}${behind}`, 'UA').email).toBe(email);
    }),
  );
});

test('E1: what is kept always stands in the text', () => {
  const piece = fc.constantFrom(
    'ivan',
    "o'brien",
    '@',
    '.',
    'пошта',
    'example',
    'com',
    'Дякую',
    ' ',
    '%20',
    '-',
    ',',
    "'",
    'укр',
    '_',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const { email } = readContact(pieces.join(''), 'UA');
      if (email !== undefined) expect(pieces.join('').toLowerCase()).toContain(email);
    }),
    { numRuns: 1000 },
  );
});
