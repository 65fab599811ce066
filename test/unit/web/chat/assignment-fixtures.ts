import type { Assignment, Considered } from '#lib/api/types.ts';
import { olena, taras } from './chat-fixtures.ts';

export const dmytro = { id: 'dmytro', name: 'Дмитро Савчук' };

export function row(person: { id: string; name: string | null }, is: Partial<Considered> = {}): Considered {
  return { person, standing: 'considered', presence: 'online', load: 0, capacity: 8, pros: [], cons: [], ...is };
}

export function assignment(is: Partial<Assignment> = {}): Assignment {
  return {
    id: 'record',
    at: new Date(2026, 10, 17, 19).toISOString(),
    waitingSince: new Date(2026, 10, 17, 19).toISOString(),
    kind: 'first',
    ask: 1,
    state: 'joined',
    code: 'least',
    operator: olena,
    rule: null,
    strategy: 'least',
    fellBack: false,
    tieBreak: 'load',
    priority: 0,
    versions: { installation: 17, page: 0 },
    contact: null,
    considered: [
      row(olena, { standing: 'chosen', load: 2 }),
      row(dmytro, { load: 4, cons: [{ code: 'more_chats', fact: 2 }] }),
      row(taras, { standing: 'passed', presence: 'offline' }),
    ],
    whatElse: [],
    reproduced: true,
    me: null,
    ...is,
  };
}
