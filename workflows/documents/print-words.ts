import type { DocumentKind } from './vocabulary.ts';

interface KindWords {
  title: string;
  seller: string;
  buyer: string;
  /** Under the lines for signatures; the client signs where there are two. */
  signs: readonly string[];
}

export const KIND_WORDS: Record<DocumentKind, KindWords> = {
  invoice: {
    title: 'Рахунок на оплату',
    seller: 'Постачальник',
    buyer: 'Покупець',
    signs: ['Виписав(ла)'],
  },
  contract: {
    title: 'Договір',
    seller: 'Виконавець',
    buyer: 'Замовник',
    signs: ['Виконавець', 'Замовник'],
  },
  act: {
    title: 'Акт наданих послуг',
    seller: 'Виконавець',
    buyer: 'Замовник',
    signs: ['Виконавець', 'Замовник'],
  },
  waybill: {
    title: 'Видаткова накладна',
    seller: 'Постачальник',
    buyer: 'Отримувач',
    signs: ['Відвантажив(ла)', 'Отримав(ла)'],
  },
};
