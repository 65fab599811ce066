import { api } from '#lib/api/api.ts';
import type { DocumentForm } from '#lib/api/documents.ts';
import { isGone } from '#lib/api/error.ts';
import type { DocumentCard } from '#lib/api/types.ts';
import { type Fields, fieldsOf, formOf } from './fields.ts';

/** One document: what is filled in while it is a draft, and what becomes of it. */
export class DocumentEditor {
  readonly id: string;
  document = $state.raw<DocumentCard | null>(null);
  fields = $state<Fields | null>(null);
  state = $state<'loading' | 'ready' | 'gone' | 'failed'>('loading');
  error = $state.raw<unknown>(null);
  isBusy = $state(false);
  /** What the last act was refused for. */
  problem = $state.raw<unknown>(null);
  isSaved = $state(false);
  /** What is to be kept; null: something stands there that is no number. */
  readonly form = $derived(this.document && this.fields ? formOf(this.document.kind, this.fields) : null);
  readonly isDraft = $derived(this.document?.state === 'draft');

  #looks = 0;

  constructor(id: string) {
    this.id = id;
    void this.load();
  }

  load = async (): Promise<void> => {
    this.state = 'loading';
    try {
      this.#take(await api.documents.get(this.id));
      this.state = 'ready';
    } catch (error) {
      this.error = error;
      this.state = isGone(error) ? 'gone' : 'failed';
    }
  };

  save = () => this.#act(async () => this.#keep(this.form));

  /** What is filled in is kept first: what was seen is what is issued. */
  issue = () =>
    this.#act(async () => {
      await this.#keep(this.form);
      return api.documents.issue(this.id);
    });

  send = (paymentButton: boolean) => this.#act(() => api.documents.send(this.id, { paymentButton }));

  /** What became of it meanwhile; what is shown stays where that cannot be asked. */
  look = async (): Promise<void> => {
    const [asked, shown] = [(this.#looks += 1), this.document];
    const document = await api.documents.get(this.id).catch(() => null);
    if (!document || asked !== this.#looks) return;
    // An act told something since, earlier or later than this.
    if (shown !== this.document) await this.look();
    else this.document = document;
  };

  cancel = async (reason: string) => this.#take(await api.documents.cancel(this.id, reason));
  pay = async (date: string, sum: number) => this.#take(await api.documents.pay(this.id, { date, sum }));
  unpay = () => this.#act(() => api.documents.unpay(this.id));

  async #keep(form: DocumentForm | null): Promise<DocumentCard> {
    if (!form) throw new Error('it cannot be kept as it is');
    return api.documents.update(this.id, form);
  }

  async #act(act: () => Promise<DocumentCard>): Promise<void> {
    this.isBusy = true;
    this.problem = null;
    this.isSaved = false;
    try {
      this.#take(await act());
      this.isSaved = true;
    } catch (error) {
      this.problem = error;
    } finally {
      this.isBusy = false;
    }
  }

  #take(document: DocumentCard) {
    this.document = document;
    this.fields = fieldsOf(document);
  }
}
