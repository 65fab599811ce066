import { expect, test } from 'vitest';
import { bodyOf, unknownIn } from '#workflows/documents/body.ts';
import { dayInKyiv } from '#workflows/documents/money.ts';
import { cancelledOf, printedOf } from '#workflows/documents/printed.ts';
import { sampleOf, SAMPLES } from '#workflows/documents/samples.ts';
import { DOCUMENT_PARTS } from '#workflows/documents/vocabulary.ts';
import { BUYER, content, SELLER } from './documents-stage.ts';

/** With spaces that do not break spelt as others. */
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value).replaceAll('\u00A0', ' ')) as T;
const LOGO = { id: 'logo', sha256: 'x', mime: 'image/png' };
const parties = { seller: SELLER, buyer: BUYER };

test('F46: an invoice says sums, words and the payment code of one and the same money', () => {
  const printed = plain(printedOf(content({ discount: 100_00 }), parties, 'РФ-0001'));
  expect(printed).toMatchObject({
    title: 'Рахунок на оплату № РФ-0001',
    subtitle: 'від 26 листопада 2026 р.',
    mark: '',
    head: ['№', 'Назва', 'Од.', 'К-сть', 'Ціна без ПДВ', 'ПДВ', 'Сума'],
    rows: [['1', 'Шафа', 'шт', '1,5', '1 000,00', '20 %', '1 500,00']],
    words: ['Всього на суму: Одна тисяча шістсот вісімдесят гривень 00 копійок, у т. ч. ПДВ 280,00 грн'],
  });
  expect(printed.totals.map(({ label, sum }) => `${label}: ${sum}`)).toEqual([
    'Разом без ПДВ: 1 500,00',
    'Знижка: -100,00',
    'ПДВ 20 %: 280,00',
    'Всього з ПДВ: 1 680,00',
  ]);
  expect(printed.qr?.url).toMatch(/^https:\/\/qr\.bank\.gov\.ua\//);
  expect(printed.qr?.lines[1]).toContain('№ РФ-0001 від 26.11.2026, у т. ч. ПДВ 280,00 грн');
});

test('F46: a discount of a line has its own column where there is one', () => {
  const lines = content().lines.flatMap((one) => [{ ...one, discount: 50_00 }, one]);
  const { head, rows, totals } = plain(printedOf(content({ lines }), parties, '1'));
  expect(head).toEqual(['№', 'Назва', 'Од.', 'К-сть', 'Ціна без ПДВ', 'ПДВ', 'Знижка', 'Сума']);
  expect(rows.map((row) => row.slice(-2))).toEqual([
    ['50,00', '1 450,00'],
    ['', '1 500,00'],
  ]);
  expect(totals[0]).toMatchObject({ sum: '2 950,00' });
});

test('F46: what a template leaves out stands on no page, and the money is the same', () => {
  const lines = content().lines.map((one) => ({ ...one, discount: 50_00 }));
  const text = '# Умови\n[-] Неустойка.\nДоставка.\n[-] # Інше';
  const [all, few] = [[], [...DOCUMENT_PARTS]].map((hidden) =>
    plain(printedOf(content({ lines, text, hidden }), { seller: { ...SELLER, logo: LOGO }, buyer: BUYER }, '1')),
  );
  expect(few).toMatchObject({ logo: null, qr: null, head: ['№', 'Назва', 'К-сть', 'Ціна без ПДВ', 'Сума'] });
  expect(few?.rows).toEqual([['1', 'Шафа', '1,5', '1 000,00', '1 450,00']]);
  expect(few?.seller.lines).toEqual([SELLER.address, SELLER.taxLine]);
  expect([few?.totals, few?.words]).toEqual([all?.totals, all?.words]);
  expect([all?.logo, all?.qr]).not.toContain(null);
  expect(few?.body.map((block) => block.text + block.parts.map((part) => part.text).join(''))).toEqual([
    '1. Умови',
    '1.1. Доставка.',
  ]);
});

test('F46: in dollars it has the account, the words and the unit of dollars, its rate, and no payment code', () => {
  const dollars = { iban: 'UA903052992990004149123456789', bank: 'ПРИВАТ', currency: 'USD' as const };
  const seller = { ...SELLER, accounts: [...SELLER.accounts, dollars, { ...dollars, iban: 'UA0' }] };
  const rate = { value: 412_345, date: '2026-11-25' };
  const printed = plain(printedOf(content({ currency: 'USD', rate }), { seller, buyer: BUYER }, 'РФ-0001'));
  expect(printed.seller.lines).toEqual(expect.arrayContaining(['IBAN UA90 3052 9929 9000 4149 1234 5678 9', 'ПРИВАТ']));
  expect(printed.seller.lines.join()).not.toContain('UA67');
  expect(printed.facts).toEqual(['Курс: 1 USD = 41,2345 грн на 25 листопада 2026 р.']);
  expect([printed.head[4], printed.head[6], printed.totals.at(-1)?.label]).toEqual([
    'Ціна без ПДВ, USD',
    'Сума, USD',
    'Всього з ПДВ, USD',
  ]);
  expect(printed.words).toEqual([
    'Всього на суму: Одна тисяча вісімсот доларів США 00 центів, у т. ч. ПДВ 300,00 дол. США',
  ]);
  expect(printed.qr).toBeNull();
  // Without an account in euros none of another currency stands there.
  const bare = printedOf(content({ currency: 'EUR' }), { seller, buyer: BUYER }, null);
  expect(bare.seller.lines.join()).not.toContain('IBAN');
});

test('F46: who pays no VAT prints none, whatever a line says; a draft and a cancelled one are not to be paid', () => {
  const sole = { seller: { ...SELLER, kind: 'sole' as const, vatPayer: false }, buyer: BUYER };
  const draft = printedOf(content(), sole, null);
  expect([draft.mark, draft.qr, draft.title]).toEqual(['ЧЕРНЕТКА', null, 'Рахунок на оплату']);
  expect(draft.head).not.toContain('ПДВ');
  expect(draft.words[0]).toMatch(/00 копійок\. Без ПДВ$/);
  expect(draft.seller.lines).toContain('РНОКПП 32855961');
  const cancelled = cancelledOf(printedOf(content(), parties, 'РФ-0001'));
  expect([cancelled.mark, cancelled.qr]).toEqual(['АНУЛЬОВАНО', null]);
});

test('F46: a text is numbered, its variables are filled, and what fills them is no markup', () => {
  const text = [
    '{{company}}, в особі: {{companySigner}}, на підставі: {{companyBasis}}.',
    '# Предмет договору',
    'Загальна сума договору: {{total}} грн ({{totalInWords}}).',
  ].join('\n');
  const contract = content({ kind: 'contract', text, remarks: '{{client}} та {{невідоме}}' });
  const printed = plain(printedOf(contract, parties, 'Д-7'));
  const texts = printed.body.map(({ text, parts }) => text + parts.map((part) => part.text).join(''));
  expect(texts.slice(0, 3)).toEqual([
    expect.stringContaining('в особі: Директор Ірина Лисенко, на підставі: Статуту'),
    '1. Предмет договору',
    expect.stringMatching(/^1\.1\. /),
  ]);
  expect(texts.join(' ')).toContain('Загальна сума договору: 1 800,00 грн (Одна тисяча вісімсот гривень 00 копійок)');
  expect(printed.remarks).toEqual([`${BUYER.name} та {{невідоме}}`]);
  const values = { number: '1', date: '', company: '**x**', companySigner: '', companyBasis: '' };
  const rest = { client: '# y', clientSigner: '', total: '', currency: '', totalInWords: '' };
  expect(bodyOf('{{client}} і **{{company}}**', { ...values, ...rest })).toEqual([
    {
      heading: false,
      text: '',
      parts: [
        { text: '# y і ', strong: false },
        { text: '**x**', strong: true },
      ],
    },
  ]);
  expect(unknownIn('{{client}} {{constructor}} {{ х }}')).toEqual(['constructor', 'х']);
});

test('F46: a template is looked at by an everyday document, one of many lines, and one without VAT', () => {
  const printed = SAMPLES.map((sample) => {
    const given = { kind: 'contract' as const, date: '2026-11-26', text: '{{client}}', remarks: '' };
    const { content: shown, parties: sides } = sampleOf(sample, given, null);
    return printedOf(shown, sides, null);
  });
  expect(printed.map(({ rows }) => rows.length)).toEqual([2, 60, 2]);
  expect(printed.map(({ head }) => head.includes('ПДВ'))).toEqual([true, true, false]);
  expect(printed.map(({ body }) => body[0]?.parts[0]?.text)).toEqual(printed.map(({ buyer }) => buyer.name));
});

test('F46: the year begins in Kyiv', () => {
  expect(dayInKyiv(new Date('2026-12-31T21:59:59Z'))).toBe('2026-12-31');
  expect(dayInKyiv(new Date('2026-12-31T22:00:00Z'))).toBe('2027-01-01');
});
