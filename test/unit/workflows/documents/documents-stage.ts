import type { Buyer, DocumentContent, Seller } from '#workflows/documents/content.ts';

export const SELLER: Seller = {
  kind: 'legal',
  fullName: 'ТОВ «Дім»',
  code: '32855961',
  vatCode: '328559612345',
  vatPayer: true,
  taxLine: 'Платник податку на прибуток на загальних підставах',
  address: 'м. Київ, вул. Хрещатик, 1',
  contacts: '',
  accounts: [{ iban: 'UA673005280000026500504354077', bank: 'АТ «ОТП БАНК»', currency: 'UAH' }],
  signatory: { name: 'Ірина Лисенко', post: 'Директор', basis: 'Статуту' },
  qrFormat: '003',
  logo: null,
};

export const BUYER: Buyer = {
  name: 'Гончаренко Марія',
  isCompany: false,
  code: '',
  vatCode: '',
  address: '',
  phone: '+380671234567',
  signatory: '',
};

export function content(more: Partial<DocumentContent> = {}): DocumentContent {
  return {
    kind: 'invoice',
    date: '2026-11-26',
    dueDate: null,
    currency: 'UAH',
    rate: null,
    withVat: false,
    discount: 0,
    lines: [{ name: 'Шафа', unit: 'шт', quantity: 1500, price: 1000_00, vat: 20 }],
    ground: '',
    text: '',
    remarks: '',
    ...more,
  };
}
