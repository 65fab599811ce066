import type { Line } from './arithmetic.ts';
import type { Buyer, DocumentContent, Seller } from './content.ts';
import type { Parties } from './printed.ts';

/** By what a template is looked at: an everyday document, one that is hard to lay out, and one without VAT. */
export const SAMPLES = ['usual', 'long', 'sole'] as const;
type Sample = (typeof SAMPLES)[number];

const SELLER: Seller = {
  kind: 'legal',
  fullName: 'ТОВ «Затишний дім»',
  code: '32855961',
  vatCode: '328559612345',
  vatPayer: true,
  taxLine: 'Платник податку на прибуток на загальних підставах',
  address: '01001, м. Київ, вул. Хрещатик, 1',
  contacts: 'тел. 044 123 45 67',
  accounts: [{ iban: 'UA673005280000026500504354077', bank: 'АТ «ОТП БАНК»', currency: 'UAH' }],
  signatory: { name: 'Ірина Лисенко', post: 'Директор', basis: 'Статуту' },
  qrFormat: '003',
  logo: null,
};
const BUYER: Buyer = {
  name: 'Гончаренко Марія Іванівна',
  isCompany: false,
  code: '',
  vatCode: '',
  address: '79000, м. Львів, вул. Городоцька, 20, кв. 5',
  phone: '+380 67 123 45 67',
  signatory: 'Гончаренко М. І.',
};
const LONG_BUYER: Buyer = {
  ...BUYER,
  name: 'Товариство з обмеженою відповідальністю «Науково-виробниче об’єднання „Меблі та затишок для всієї родини“»',
  isCompany: true,
  code: '40723824',
  vatCode: '407238212345',
};
const LINES: Line[] = [
  { name: 'Шафа «Їжак»', unit: 'шт', quantity: 2000, price: 8500_00, vat: 20, discount: 0 },
  { name: 'Доставка та складання', unit: 'послуга', quantity: 1000, price: 950_00, vat: 20, discount: 50_00 },
];

/** Sixty lines of two rates, some of them with long names. */
const longLines = (): Line[] =>
  Array.from({ length: 60 }, (_, at) => ({
    name:
      at % 7 === 0 ? `Комплект меблів для вітальні з дуба, ясена та горіха, варіант оздоблення № ${at + 1}` : 'Стілець',
    unit: 'шт',
    quantity: (at + 1) * 500,
    price: 1234_56,
    vat: at % 3 === 0 ? 7 : 20,
    discount: 0,
  }));

/** A document to look at a template by; in the name of `seller` where there is one. */
export function sampleOf(
  sample: Sample,
  { kind, date, text, remarks, hidden = [] }: Pick<DocumentContent, 'kind' | 'date' | 'text' | 'remarks' | 'hidden'>,
  seller: Seller | null,
): { content: DocumentContent; parties: Parties } {
  const given = seller ?? SELLER;
  const content = {
    kind,
    date,
    text,
    remarks,
    hidden,
    dueDate: null,
    currency: 'UAH' as const,
    rate: null,
    withVat: false,
    discount: 0,
    lines: sample === 'long' ? longLines() : LINES,
    ground: '',
  };
  const asSole = { ...given, kind: 'sole' as const, vatPayer: false, taxLine: 'Платник єдиного податку, 3 група' };
  return {
    content,
    parties: { seller: sample === 'sole' ? asSole : given, buyer: sample === 'long' ? LONG_BUYER : BUYER },
  };
}
