import { client } from './client.ts';
import { ApiError, errorFrom } from './error.ts';
import { done, type PageQuery, result, words } from './request.ts';
import type { Document, DocumentKind } from './types.ts';

const { documents } = client.api;
const of = (id: string) => ({ param: { id } });

export const documentsApi = {
  list: (query: DocumentQuery, signal?: AbortSignal) =>
    result(documents.$get({ query: words(query) }, signal ? { init: { signal } } : {})),
  get: (id: string) => result(documents[':id'].$get(of(id))),
  add: (json: NewDocument) => result(documents.$post({ json })),
  update: (id: string, json: DocumentForm) => result(documents[':id'].$put({ ...of(id), json })),
  remove: (id: string) => done(documents[':id'].$delete(of(id))),
  issue: (id: string) => result(documents[':id'].issued.$put(of(id))),
  cancel: (id: string, reason: string) => result(documents[':id'].cancelled.$put({ ...of(id), json: { reason } })),
  pay: (id: string, json: { date: string; sum: number }) => result(documents[':id'].paid.$put({ ...of(id), json })),
  /** Into the client's open chat, or the one that is named. */
  send: (id: string, json: { chatNumber?: number; paymentButton?: boolean }) =>
    result(documents[':id'].sending.$post({ ...of(id), json })),
  unpay: (id: string) => result(documents[':id'].paid.$delete(of(id))),
  /** How what is filled in would look. */
  preview: (json: DocumentForm, signal: AbortSignal) =>
    picture(documents.preview.$post({ json }, { init: { signal } })),
  /** How one looks that stands as it is. */
  look: (id: string, signal: AbortSignal) => picture(documents[':id'].preview.$get(of(id), { init: { signal } })),
  pdfAddress: (id: string) => `/api/documents/${id}/pdf`,
};

export type DocumentQuery = PageQuery & {
  q?: string;
  kind?: DocumentKind;
  state?: Document['state'];
  contactId?: string;
  orderId?: string;
  chatNumber?: number;
};
export type DocumentForm = Pick<
  Document,
  'kind' | 'date' | 'dueDate' | 'currency' | 'rate' | 'withVat' | 'discount' | 'lines' | 'ground' | 'text' | 'remarks'
> & { companyId: string; contactId: string | null; templateId?: string; templateVersion?: number };
type NewDocument = Partial<DocumentForm> &
  Pick<DocumentForm, 'kind'> & {
    basedOnId?: string;
    orderId?: string;
    chatNumber?: number;
  };

/** What was drawn; nothing at all is a failure. */
export async function picture(asked: Promise<Response>): Promise<Blob> {
  const response = await asked;
  if (!response.ok) throw await errorFrom(response);
  const blob = await response.blob();
  if (blob.size === 0) throw new ApiError(response.status, 'EMPTY', response.statusText);
  return blob;
}
