/** A list kept by admins, loaded whole: few enough to show at once. */
export class LoadedList<Item extends { id: string }> {
  items = $state.raw<Item[]>([]);
  state = $state<'loading' | 'ready' | 'failed'>('loading');
  error = $state.raw<unknown>(null);

  readonly #load: () => Promise<Item[]>;

  constructor(load: () => Promise<Item[]>) {
    this.#load = load;
    void this.reload();
  }

  reload = async (): Promise<void> => {
    this.state = this.items.length > 0 ? 'ready' : 'loading';
    try {
      this.items = await this.#load();
      this.state = 'ready';
    } catch (error) {
      this.error = error;
      this.state = 'failed';
    }
  };

  /** The same in passing: what is shown stays while it is asked for, and where that fails. */
  refresh = async (): Promise<void> => {
    this.items = await this.#load().catch(() => this.items);
  };

  put = (item: Item) => {
    const isKnown = this.items.some(({ id }) => id === item.id);
    this.items = isKnown ? this.items.map((known) => (known.id === item.id ? item : known)) : [...this.items, item];
  };
}
