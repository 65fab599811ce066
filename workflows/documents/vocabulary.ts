/** Рахунок, договір, акт, видаткова накладна. */
export const DOCUMENT_KINDS = ['invoice', 'contract', 'act', 'waybill'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** What stands on the pages of a document unless its template leaves it out. */
export const DOCUMENT_PARTS = ['logo', 'codes', 'bank', 'units', 'vat', 'discount', 'qr'] as const;
export type DocumentPart = (typeof DOCUMENT_PARTS)[number];

/** When numbers of documents begin with one again. */
export const NUMBER_RESTARTS = ['yearly', 'monthly', 'never'] as const;
export type NumberRestart = (typeof NUMBER_RESTARTS)[number];

/** Formats of the National Bank's payment code. */
export const QR_FORMATS = ['003', '002'] as const;
export type QrFormat = (typeof QR_FORMATS)[number];

/** A legal entity, or a person in business of their own (ФОП). */
export const COMPANY_KINDS = ['legal', 'sole'] as const;
export type CompanyKind = (typeof COMPANY_KINDS)[number];

/** Of documents and bank accounts. */
export const CURRENCIES = ['UAH', 'USD', 'EUR'] as const;
export type Currency = (typeof CURRENCIES)[number];

/** Percent of VAT; null: without VAT, which is not the same as zero percent. */
export const VAT_RATES = [20, 14, 7, 0] as const;
export type VatRate = (typeof VAT_RATES)[number] | null;
