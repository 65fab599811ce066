import { api } from '#lib/api/api.ts';
import type { NewBulk } from '#lib/api/bulk.ts';
import { isGone } from '#lib/api/error.ts';
import type { Bulk } from '#lib/api/types.ts';
import { browserStorage } from '#lib/chat/composer/browser-storage.ts';
import { Looking } from '#lib/live/looking.ts';

/**
 * What one person asked of many chats, contacts, leads or orders, as far as it has come. The server goes on by itself;
 * whoever comes back to the page sees it again.
 */
export class BulkAction {
  shown = $state.raw<Bulk | null>(null);
  #employeeId = '';
  /** The one that is followed. */
  #id = '';
  readonly #looking = new Looking(() => this.#look());
  readonly #ended: () => void;
  readonly #keptAt: string;

  /** `ended`: it is over now. */
  constructor(ended: () => void, about: Bulk['about'] = 'chats') {
    this.#ended = ended;
    this.#keptAt = about === 'chats' ? 'bulk' : `bulk-${about}`;
  }

  /** What this person began before is followed again; called back, nothing is looked at any more. */
  of(employeeId: string): () => void {
    this.#employeeId = employeeId;
    this.#id = browserStorage.read(employeeId, this.#keptAt) ?? '';
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

  /** All that was deleted or changed is put back, by an action of its own. */
  async undo(): Promise<void> {
    if (!this.shown) return;
    const { id: bulkId, about } = this.shown;
    const asked: NewBulk = about === 'chats' ? { action: 'restore', bulkId } : { about, action: 'undo', bulkId };
    await this.begin(asked).catch(() => undefined);
  }

  dismiss = () => {
    this.shown = null;
    this.#keep('');
  };

  #keep(id: string) {
    this.#id = id;
    browserStorage.write(this.#employeeId, this.#keptAt, id);
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
