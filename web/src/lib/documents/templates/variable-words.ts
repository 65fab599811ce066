import { m } from '#lib/paraglide/messages.js';
import type { DOCUMENT_VARIABLES } from '#workflows/documents/body.ts';

/** What each variable of a document stands for. */
export const VARIABLE_WORDS: Record<(typeof DOCUMENT_VARIABLES)[number], () => string> = {
  number: m.doc_var_number,
  date: m.doc_var_date,
  company: m.doc_var_company,
  companySigner: m.doc_var_company_signer,
  companyBasis: m.doc_var_company_basis,
  client: m.doc_var_client,
  clientSigner: m.doc_var_client_signer,
  total: m.doc_var_total,
  currency: m.doc_var_currency,
  totalInWords: m.doc_var_total_in_words,
};
