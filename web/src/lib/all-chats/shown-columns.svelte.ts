import { browserStorage } from '#lib/chat/composer/browser-storage.ts';
import { COLUMNS } from './columns.ts';

const KEPT_AT = 'list-columns';
/** Without its number a row could not be told from the others. */
export const HIDABLE = COLUMNS.filter(({ id }) => id !== 'number');

/** The columns one person sees, as this browser remembers. */
export class ShownColumns {
  hidden = $state.raw<ReadonlySet<string>>(new Set());
  #employeeId = '';

  of(employeeId: string) {
    this.#employeeId = employeeId;
    const kept = browserStorage.read(employeeId, KEPT_AT)?.split(',') ?? [];
    this.hidden = new Set(HIDABLE.map(({ id }) => id).filter((id) => kept.includes(id)));
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
    browserStorage.write(this.#employeeId, KEPT_AT, [...hidden].join(','));
  }
}
