import type { Currency, Document, DocumentKind } from '#lib/api/types.ts';
import { ApiError } from '#lib/api/error.ts';
import { m } from '#lib/paraglide/messages.js';
import { intl, localeTag } from '#lib/words/intl.ts';
import { dayShown } from '#lib/words/typed-day.ts';

export const KINDS: DocumentKind[] = ['invoice', 'contract', 'act', 'waybill'];
const KIND_WORDS: Record<DocumentKind, () => string> = {
  invoice: m.document_kind_invoice,
  contract: m.document_kind_contract,
  act: m.document_kind_act,
  waybill: m.document_kind_waybill,
};
export const kindWord = (kind: DocumentKind): string => KIND_WORDS[kind]();

export const STATES: Document['state'][] = ['draft', 'issued', 'cancelled'];
const STATE_WORDS: Record<Document['state'], () => string> = {
  draft: m.document_state_draft,
  issued: m.document_state_issued,
  cancelled: m.document_state_cancelled,
};
export const stateWord = (state: Document['state']): string => STATE_WORDS[state]();

/** As lists and cards tell of it, or shorter, as its bubble does. */
type Standing = Pick<Document, 'state' | 'total' | 'currency'> &
  ({ paid: { sum: number } | null } | { paidSum: number });

/** How a document stands, with what was paid of it: a part is not the whole. */
export function standingWords({ state, total, currency, ...money }: Standing): string {
  const sum = 'paidSum' in money ? money.paidSum : (money.paid?.sum ?? 0);
  if (state !== 'issued' || sum === 0) return stateWord(state);
  return sum < total ? m.document_paid_partly({ sum: sumWords(sum, currency) }) : m.document_paid_mark();
}

/** «Рахунок № РФ-0001», or only its kind while it is a draft. */
export const titleOf = ({ kind, number }: Pick<Document, 'kind' | 'number'>): string =>
  number === null ? kindWord(kind) : `${kindWord(kind)} № ${number}`;

/** «71 030,64 ₴»: with its hundredths always, as a document has it. */
export function sumWords(sum: number, currency: string): string {
  const options = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const;
  return intl(Intl.NumberFormat, localeTag(), options).format(sum / 100);
}
/** «грн», «USD»: what stands beside a field in which a sum is typed. */
export const currencyWord = (currency: Currency): string => (currency === 'UAH' ? m.currency_uah() : currency);
export const CURRENCIES: Currency[] = ['UAH', 'USD', 'EUR'];

/** What a document that is made from this one names as its ground. */
export const groundOf = ({ kind, number, date }: Document): string =>
  m.document_from({ kind: kindWord(kind).toLowerCase(), number: number ?? '', date: dayShown(date) });

const LACKING = new Map<string, () => string>([
  ['contactId', m.document_lacks_client],
  ['lines', m.document_lacks_lines],
  ['company.accounts', m.document_lacks_account],
  ['total', m.document_lacks_total],
]);

/** What a document was not kept or issued for, in words; null: for something else. */
export function lackingWords(error: unknown): string | null {
  if (!(error instanceof ApiError) || !Array.isArray(error.details)) return null;
  if (error.code === 'UNKNOWN_DOCUMENT_VARIABLE')
    return error.details.map(({ message }: { message: string }) => message).join('. ');
  if (error.code !== 'DOCUMENT_INCOMPLETE') return null;
  const paths = error.details.map(({ path }: { path: string }) => LACKING.get(path)?.() ?? path);
  return m.document_lacks({ what: paths.join(', ') });
}
