import type { Message, Quoted } from '#lib/api/types.ts';
import { browserStorage } from '#lib/chat/composer/browser-storage.ts';
import { isObject } from '#workflows/settings/layers.ts';
import { isQuotable, quotedOf } from './quoting.ts';

/** Which message the answer is to that one writes; kept beside the draft, and as long. */
export class QuotingDraft {
  /** undefined: what was kept holds. */
  #chosen = $state.raw<Quoted | null | undefined>(undefined);
  readonly #number: number;
  readonly #employeeId: () => string;

  constructor(number: number, employeeId: () => string) {
    this.#number = number;
    this.#employeeId = employeeId;
  }

  get current(): Quoted | null {
    return this.#chosen === undefined ? this.#kept() : this.#chosen;
  }

  choose(quoted: Quoted | null) {
    this.#chosen = quoted;
    browserStorage.write(this.#employeeId(), this.#name, quoted === null ? '' : JSON.stringify(quoted));
  }

  /** The answer goes out, and the next one is to nothing. */
  take(): Quoted | null {
    const quoted = this.current;
    this.choose(null);
    return quoted;
  }

  /** By keys: the message before the one that is quoted, at first the last one; past the last one none is. */
  step(messages: readonly Message[], by: 1 | -1) {
    const quotable = messages.filter(isQuotable);
    const found = quotable.findIndex(({ id }) => id === this.current?.id);
    const from = found < 0 ? quotable.length : found;
    const next = quotable[Math.max(from + by, 0)];
    this.choose(next ? quotedOf(next, this.#number) : null);
  }

  get #name(): string {
    return `quote:${this.#number}`;
  }

  #kept(): Quoted | null {
    return readQuoted(browserStorage.read(this.#employeeId(), this.#name) ?? '');
  }
}

/** As this browser kept it, by whatever build. */
function readQuoted(kept: string): Quoted | null {
  try {
    const value: unknown = JSON.parse(kept);
    const isWhole =
      isObject(value) && ['id', 'text', 'kind', 'direction'].every((name) => typeof value[name] === 'string');
    return isWhole ? (value as Quoted) : null;
  } catch {
    return null;
  }
}
