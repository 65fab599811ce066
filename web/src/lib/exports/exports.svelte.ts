import { api } from '#lib/api/api.ts';
import type { Export, ExportFormat } from '#lib/api/types.ts';
import type { ListOfFile } from './list-of-file.ts';
import { printPage } from './print-page.ts';

const LOOK_EVERY_MS = 700;

/** The files of the last day, of whoever is logged in; looked at again and again while one is being written. */
export class Exports {
  items = $state.raw<Export[]>([]);
  problem = $state.raw<unknown>(null);
  readonly #toPrint = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Looks until it is told to stop. */
  follow = (): (() => void) => {
    let isOver = false;
    const look = async () => {
      await this.#refresh();
      if (!isOver && this.items.some(isUnready)) this.#timer = setTimeout(() => void look(), LOOK_EVERY_MS);
    };
    this.#look = look;
    void look();
    return () => {
      isOver = true;
      clearTimeout(this.#timer);
    };
  };
  #look: () => Promise<void> = () => Promise.resolve();

  /** All that the list shows at this address, whatever of it is on the page. */
  ask = ({ kind, filter }: ListOfFile, format: ExportFormat) => {
    const given = Object.entries(filter).filter(([, value]) => value !== '');
    return this.#ask({ kind, format, filter: Object.fromEntries(given), timeZone: ownTimeZone() });
  };

  /** One conversation. */
  askTranscript = (number: number, format: 'pdf' | 'print') =>
    this.#ask({ kind: 'transcript', format, number, timeZone: ownTimeZone() });

  #ask = (asked: Parameters<typeof api.exports.ask>[0]) =>
    this.#done(async () => {
      const { id } = await api.exports.ask(asked);
      if (asked.format === 'print') this.#toPrint.add(id);
    });

  print = async (id: string): Promise<void> => {
    this.problem = await printPage(api.exports.address(id));
  };

  cancel = (id: string) => this.#done(() => api.exports.cancel(id));

  async #done(act: () => Promise<unknown>): Promise<void> {
    this.problem = null;
    try {
      await act();
    } catch (error) {
      this.problem = error;
    }
    clearTimeout(this.#timer);
    await this.#look();
  }

  async #refresh(): Promise<void> {
    try {
      this.items = (await api.exports.list()).items;
      // What was asked for here is printed as soon as it is there; later, when somebody says so.
      const ready = this.items.find(({ id, state }) => state === 'done' && this.#toPrint.delete(id));
      if (ready) await this.print(ready.id);
    } catch (error) {
      this.problem = error;
    }
  }
}

export const isUnready = ({ state }: Export): boolean => state === 'waiting' || state === 'running';

const ownTimeZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;
