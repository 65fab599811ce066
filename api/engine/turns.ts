interface Line {
  busy: number;
  waiting: (() => void)[];
}

/**
 * So many at once for each key, the others in the order they came. The engine takes ten requests of one chat at a time and tells the
 * eleventh to come back after a second; several processes share those ten.
 */
export class Turns {
  private readonly lines = new Map<string, Line>();
  private readonly atOnce: number;

  constructor(atOnce: number) {
    this.atOnce = atOnce;
  }

  async take<T>(key: string, work: () => Promise<T>): Promise<T> {
    const line = this.lines.get(key) ?? { busy: 0, waiting: [] };
    this.lines.set(key, line);
    // Whoever ends hands the place over, so that nobody who comes meanwhile takes it.
    if (line.busy >= this.atOnce) await new Promise<void>((resolve) => line.waiting.push(resolve));
    else line.busy += 1;
    try {
      return await work();
    } finally {
      const next = line.waiting.shift();
      if (next) next();
      else line.busy -= 1;
      if (line.busy === 0) this.lines.delete(key);
    }
  }
}
