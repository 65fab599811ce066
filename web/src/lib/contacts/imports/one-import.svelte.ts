import { api } from '#lib/api/api.ts';
import type { RowsShown } from '#lib/api/crm/imports.ts';
import type { Import, ImportRow } from '#lib/api/types.ts';
import { Looking } from '#lib/live/looking.ts';

export const ROWS_ON_A_PAGE = 25;

/** One import, looked at again and again while something happens to it. */
export class OneImport {
  body = $state.raw<Import | null>(null);
  rows = $state.raw<ImportRow[]>([]);
  total = $state(0);
  show = $state<RowsShown>('all');
  page = $state(1);
  state = $state<'loading' | 'ready' | 'failed'>('loading');
  error = $state.raw<unknown>(null);
  /** Why the last thing that was asked of it was not done. */
  problem = $state.raw<unknown>(null);
  readonly #id: string;
  readonly #looking = new Looking(() => this.#look());

  constructor(id: string) {
    this.#id = id;
  }

  /** Looks until it is told to stop. */
  follow = this.#looking.follow;
  load = this.#looking.now;

  async #look(): Promise<boolean> {
    try {
      const body = await api.imports.get(this.#id);
      if (!isUnderWay(body)) await this.#loadRows();
      this.body = body;
      this.state = 'ready';
      this.error = null;
    } catch (error) {
      this.error = error;
      if (!this.body) this.state = 'failed';
    }
    return this.body !== null && isUnderWay(this.body);
  }

  /** Other rows, from the first of them, or another page of these. */
  showRows = (show: RowsShown, page = 1): Promise<void> => {
    [this.show, this.page] = [show, page];
    return this.#done(() => Promise.resolve());
  };

  change = (change: Parameters<typeof api.imports.change>[1]) => this.#done(() => api.imports.change(this.#id, change));

  choose = ({ line }: ImportRow, choice: ImportRow['choice']) =>
    this.#done(() => api.imports.choose(this.#id, line, choice));

  start = () => this.#done(() => api.imports.start(this.#id));

  /** Stops what runs, takes back what was brought in. */
  takeBack = () => this.#done(() => api.imports.remove(this.#id));

  /** Nothing of it was brought in, and nothing will be; false where that could not be done. */
  forget = async (): Promise<boolean> => {
    try {
      await api.imports.remove(this.#id);
      return true;
    } catch (error) {
      this.problem = error;
      return false;
    }
  };

  async #loadRows(): Promise<void> {
    const list = await api.imports.rows(this.#id, this.show, this.page, ROWS_ON_A_PAGE);
    this.rows = list.items;
    this.total = list.total;
  }

  async #done(act: () => Promise<unknown>): Promise<void> {
    this.problem = null;
    try {
      await act();
    } catch (error) {
      this.problem = error;
    }
    await this.load();
  }
}

const UNDER_WAY = new Set<Import['state']>(['reading', 'checking', 'running', 'undoing']);
export const isUnderWay = ({ state }: Import): boolean => UNDER_WAY.has(state);
