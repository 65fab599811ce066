import { api } from '#lib/api/api.ts';
import type { NewBulk } from '#lib/api/bulk.ts';
import { isGone } from '#lib/api/error.ts';
import type { Bulk } from '#lib/api/types.ts';
import { browserStorage } from '#lib/chat/composer/browser-storage.ts';
import { Looking } from '#lib/live/looking.ts';

const KEPT_AT = 'bulk';

/**
 * What one person asked of many chats, as far as it has come. The server goes on by itself; whoever comes back to the
 * page sees it again.
 */
export class BulkAction {
  shown = $state.raw<Bulk | null>(null);
  #employeeId = '';
  /** The one that is followed. */
  #id = '';
  readonly #looking = new Looking(() => this.#look());
  readonly #ended: () => void;

  /** `ended`: it is over now. */
  constructor(ended: () => void) {
    this.#ended = ended;
  }

  /** What this person began before is followed again; called back, nothing is looked at any more. */
  of(employeeId: string): () => void {
    this.#employeeId = employeeId;
    this.#id = browserStorage.read(employeeId, KEPT_AT) ?? '';
    return this.#looking.follow();
  }

  async begin(asked: NewBulk): Promise<void> {
    this.#keep((await api.bulk.begin(asked)).id);
    await this.#looking.now();
  }

  cancel = async (): Promise<void> => {
    if (!this.shown) return;
    await api.bulk.cancel(this.shown.id).catch(() => undefined);
    await this.#looking.now();
  };

  /** All that was deleted is put back, by an action of its own. */
  async undo(): Promise<void> {
    if (this.shown) await this.begin({ action: 'restore', bulkId: this.shown.id }).catch(() => undefined);
  }

  dismiss = () => {
    this.shown = null;
    this.#keep('');
  };

  #keep(id: string) {
    this.#id = id;
    browserStorage.write(this.#employeeId, KEPT_AT, id);
  }

  /** Where the server cannot be asked it is asked again. */
  async #look(): Promise<boolean> {
    const id = this.#id;
    if (id === '') return false;
    const wasRunning = this.shown?.id === id && this.shown.endedAt === null;
    try {
      const told = await api.bulk.get(id);
      // Another one was begun, or this one closed.
      if (id !== this.#id) return this.#id !== '';
      this.shown = told;
    } catch (error) {
      if (!isGone(error)) return true;
      this.dismiss();
    }
    // Cancelled, those that were being asked answer still.
    const isOver = this.shown?.endedAt !== null;
    if (isOver && wasRunning && !this.#looking.isLeft) this.#ended();
    return !isOver;
  }
}
