import type { Links } from '#lib/api/types.ts';
import { m } from '#lib/paraglide/messages.js';

type Asked = Links['asked'][number];

const PROBLEMS = new Map<string, () => string>([
  ['away', m.neighbour_does_not_answer],
  ['slow', m.neighbour_slow],
  ['too_large', m.neighbour_answers_oddly],
  ['unreadable', m.neighbour_answers_oddly],
  ['address', m.neighbour_does_not_answer],
  ['inside', m.neighbour_does_not_answer],
  ['off', m.neighbour_is_off],
  ['gone', m.neighbour_document_gone],
  ['no_file', m.neighbour_document_no_file],
  ['window_closed', m.neighbour_window_closed],
  ['chat_finished', m.document_why_finished],
]);

/** Why something is not there, as of the last try; empty where nothing is known. */
export const neighbourProblem = (problem: string | null, status: number | null = null): string => {
  if (problem === 'refused') return m.neighbour_refuses({ status: String(status ?? '') });
  return problem === null ? '' : (PROBLEMS.get(problem)?.() ?? problem);
};

/** How far it is with what the other CRM was asked for. */
export function askedWords({ kind, state, problem, problemStatus }: Asked, crm: string): string {
  const why = neighbourProblem(problem, problemStatus);
  if (state === 'refused') return why;
  if (kind === 'document') return [m.neighbour_document_waits(), why].filter(Boolean).join(' ');
  return [m.neighbour_will_be_made({ crm }), why].filter(Boolean).join(' ');
}
