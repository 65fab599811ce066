import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Line, totalsOf } from '#workflows/documents/arithmetic.ts';
import { VAT_RATES, type VatRate } from '#workflows/documents/vocabulary.ts';

const line = (quantity: number, price: number, vat: VatRate = 20): Line => ({
  name: 'Шафа',
  unit: 'шт',
  quantity,
  price,
  vat,
});
const net = { withVat: false, discount: 0 };
const gross = { withVat: true, discount: 0 };

// §2.1 of the reference: VAT once for a rate, and not for each line.
test.each([
  [3, 10_01, 6_01],
  [7, 3_33, 4_66],
  [3, 2, 1],
])('F46: VAT of %i lines of %i kopecks is rounded once: %i', (count, price, vat) => {
  const totals = totalsOf(
    Array.from({ length: count }, () => line(1000, price)),
    net,
  );
  expect([totals.vat, totals.total]).toEqual([vat, count * price + vat]);
});

test.each([
  [100_00, 20, 16_67],
  [999_99, 20, 166_67],
  [333_33, 20, 55_56],
  [107_00, 7, 7_00],
  [114_00, 14, 14_00],
] as const)('F46: of %i kopecks with VAT of %i percent, VAT is %i', (price, rate, vat) => {
  expect(totalsOf([line(1000, price, rate)], gross)).toMatchObject({ vat, net: price - vat, total: price });
});

test('F46: a line is rounded half up, zero percent is not without VAT, the discount is spread over the rates', () => {
  expect(totalsOf([line(500, 1), line(1500, 33, 0), line(1499, 1, null)], net)).toMatchObject({
    sums: [1, 50, 1],
    subtotal: 52,
    rates: [
      { rate: 20, net: 1, vat: 0 },
      { rate: 0, net: 50, vat: 0 },
      { rate: null, net: 1, vat: 0 },
    ],
  });
  const off = totalsOf([line(1000, 300_00), line(1000, 100_00, 7)], { withVat: false, discount: 10_01 });
  expect(off.rates).toEqual([
    { rate: 20, net: 292_49, vat: 58_50 },
    { rate: 7, net: 97_50, vat: 6_83 },
  ]);
  expect([off.subtotal, off.discount, off.net, off.total]).toEqual([400_00, 10_01, 389_99, 455_32]);
});

test('F46: what a line has off is off its own rate, before VAT is rounded; no line is less than nothing', () => {
  const off = { ...line(3000, 10_01), discount: 3 };
  expect(totalsOf([off, line(1000, 100_00, 7), { ...line(1000, 5), discount: 9 }], net)).toMatchObject({
    sums: [30_00, 100_00, 0],
    rates: [
      { rate: 20, net: 30_00, vat: 6_00 },
      { rate: 7, net: 100_00, vat: 7_00 },
    ],
    total: 143_00,
  });
  expect(totalsOf([{ ...line(1000, 120_00), discount: 20_00 }], gross)).toMatchObject({ vat: 16_67, total: 100_00 });
});

test('F46: whatever the lines, what is printed adds up', () => {
  const lines = fc.array(
    fc.record({
      name: fc.constant('x'),
      unit: fc.constant('шт'),
      quantity: fc.integer({ min: 1, max: 1_000_000_000 }),
      price: fc.integer({ min: 0, max: 10_000_000 }),
      vat: fc.constantFrom<VatRate>(...VAT_RATES, null),
      discount: fc.integer({ min: 0, max: 1_000_000 }),
    }),
    { maxLength: 20 },
  );
  fc.assert(
    fc.property(lines, fc.boolean(), fc.integer({ min: 0, max: 1_000_000 }), (given, withVat, discount) => {
      const totals = totalsOf(given, { withVat, discount });
      given.forEach((one, at) => {
        const whole = totalsOf([{ ...one, discount: 0 }], net).subtotal;
        expect(totals.sums[at]).toBe(Math.max(0, whole - one.discount));
      });
      const all = totals.sums.reduce((sum, one) => sum + one, 0);
      expect(all).toBe(totals.subtotal);
      expect(totals.net + totals.vat).toBe(totals.total);
      expect(withVat ? totals.total : totals.net).toBe(totals.subtotal - totals.discount);
      expect(totals.rates.reduce((sum, one) => sum + one.net, 0)).toBe(totals.net);
      expect(totals.rates.every((one) => one.net >= 0 && one.vat >= 0)).toBe(true);
    }),
  );
});
