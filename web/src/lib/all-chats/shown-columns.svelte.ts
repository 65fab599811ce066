import { browserStorage } from '#lib/chat/composer/browser-storage.ts';

/** A column of a list; `sort`: by what the list is ordered by it. */
export interface Column {
  id: string;
  word: () => string;
  sort: string | null;
}

/** The columns of a list that one person sees, as this browser remembers. */
export class ShownColumns {
  hidden = $state.raw<ReadonlySet<string>>(new Set());
  readonly hidable: readonly Column[];
  readonly #keptAt: string;
  #employeeId = '';

  constructor(keptAt: string, hidable: readonly Column[]) {
    this.#keptAt = keptAt;
    this.hidable = hidable;
  }

  of(employeeId: string) {
    this.#employeeId = employeeId;
    const kept = browserStorage.read(employeeId, this.#keptAt)?.split(',') ?? [];
    this.hidden = new Set(this.hidable.map(({ id }) => id).filter((id) => kept.includes(id)));
  }

  show(id: string, isShown: boolean) {
    const hidden = new Set(this.hidden);
    if (isShown) hidden.delete(id);
    else hidden.add(id);
    this.#keep(hidden);
  }

  showAll = () => this.#keep(new Set());

  #keep(hidden: ReadonlySet<string>) {
    this.hidden = hidden;
    browserStorage.write(this.#employeeId, this.#keptAt, [...hidden].join(','));
  }
}
