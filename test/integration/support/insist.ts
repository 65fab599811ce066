import { type Answer, codeOf } from './http.ts';
import { until } from './until.ts';

/**
 * What a busy machine says honestly, that it could not do something in time and that it may still happen, is asked
 * again. `then` is the code of the refusal that says that it has happened meanwhile; `patienceMs` is for what stands in
 * line behind many others.
 */
export async function insist(ask: () => Promise<Answer>, then?: string, patienceMs?: number): Promise<Answer> {
  let isLate = false;
  const look = async () => {
    const answer = await ask();
    if (answer.status === 503) isLate = true;
    else if (!isLate || answer.status < 400 || codeOf(answer) !== then) return answer;
    return answer.status === 503 ? null : { ...answer, status: 200 };
  };
  return until('an answer in time', look, patienceMs);
}
