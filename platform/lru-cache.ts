/** Remembers so many things at most, those that were asked for last. What could not be had is not remembered. */
export class LruCache<T> {
  private readonly max: number;
  private readonly things = new Map<string, Promise<T>>();

  constructor(max: number) {
    this.max = max;
  }

  /** The thing of this name; several who ask at once wait for one `load`. */
  get(name: string, load: () => Promise<T>): Promise<T> {
    const found = this.things.get(name);
    if (found) this.things.delete(name);
    const thing = found ?? this.load(name, load);
    this.things.set(name, thing);
    const [oldest] = this.things.keys();
    if (this.things.size > this.max && oldest !== undefined) this.things.delete(oldest);
    return thing;
  }

  forget(name: string): void {
    this.things.delete(name);
  }

  private load(name: string, load: () => Promise<T>): Promise<T> {
    const thing = load();
    thing.catch(() => {
      if (this.things.get(name) === thing) this.things.delete(name);
    });
    return thing;
  }
}
