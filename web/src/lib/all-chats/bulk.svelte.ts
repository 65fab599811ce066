import { api } from '#lib/api/api.ts';
import type { NewBulk } from '#lib/api/bulk.ts';
import { isGone } from '#lib/api/error.ts';
import type { Bulk } from '#lib/api/types.ts';
import { browserStorage } from '#lib/chat/composer/browser-storage.ts';

const LOOK_EVERY_MS = 1_000;

/**
 * What one person asked of many chats, contacts, leads or orders, as far as it has come. The server goes on by itself;
 * whoever comes back to the page sees it again.
 */
export class BulkAction {
  shown = $state.raw<Bulk | null>(null);
  #employeeId = '';
  /** The page is not there any more. */
  #isLeft = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
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
    this.#isLeft = false;
    const id = browserStorage.read(employeeId, this.#keptAt);
    if (id) void this.#look(id);
    return () => {
      this.#isLeft = true;
      clearTimeout(this.#timer);
    };
  }

  async begin(asked: NewBulk): Promise<void> {
    const { id } = await api.bulk.begin(asked);
    browserStorage.write(this.#employeeId, this.#keptAt, id);
    await this.#look(id);
  }

  cancel = async (): Promise<void> => {
    if (!this.shown) return;
    clearTimeout(this.#timer);
    await api.bulk.cancel(this.shown.id).catch(() => undefined);
    await this.#look(this.shown.id);
  };

  /** All that was deleted or changed is put back, by an action of its own. */
  async undo(): Promise<void> {
    if (!this.shown) return;
    const { id: bulkId, about } = this.shown;
    const asked: NewBulk = about === 'chats' ? { action: 'restore', bulkId } : { about, action: 'undo', bulkId };
    await this.begin(asked).catch(() => undefined);
  }

  dismiss = () => {
    clearTimeout(this.#timer);
    this.shown = null;
    browserStorage.write(this.#employeeId, this.#keptAt, '');
  };

  /** Where the server cannot be asked it is asked again. */
  async #look(id: string): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#isLeft) return;
    const wasRunning = this.shown?.id === id && this.shown.endedAt === null;
    try {
      this.shown = await api.bulk.get(id);
    } catch (error) {
      if (isGone(error)) return this.dismiss();
    }
    if (this.#isLeft) return;
    // Cancelled, those that were being asked answer still.
    if (!this.shown || this.shown.endedAt === null) this.#timer = setTimeout(() => void this.#look(id), LOOK_EVERY_MS);
    else if (wasRunning) this.#ended();
  }
}
