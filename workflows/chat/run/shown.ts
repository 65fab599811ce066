import { patched, setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import { details } from './details.ts';
import { OPERATORS, STATUS } from '../search-attributes.ts';
import type { ChatState } from '../vocabulary.ts';

/**
 * The chat as Temporal's own UI shows it; search attributes are written only when they change, since each writing is an
 * event.
 */
export class Shown {
  private last = '';

  show(chat: ChatState, number: number | null): void {
    setCurrentDetails(details(chat, number));
    const operators = chat.operators.map(({ id }) => id);
    const now = JSON.stringify([chat.status, operators]);
    if (now === this.last) return;
    this.last = now;
    upsertSearchAttributes([
      { key: STATUS, value: chat.status },
      { key: OPERATORS, value: operators },
    ]);
  }

  /** It ended without this run, which knew it as open: deleted with others, or finished before a copy was put back. */
  end(): void {
    if (patched('shown-ended')) upsertSearchAttributes([{ key: STATUS, value: 'finished' }]);
  }
}
