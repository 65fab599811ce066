import type { Question } from './vocabulary.ts';

/** It was somebody's turn in that pool: they are the last in line from now on. Returns the number of the turn. */
export function takeTurn(turns: Question['turns'], pool: string, employeeId: string): number {
  const taken = (turns[pool] ??= {});
  return (taken[employeeId] = Math.max(0, ...Object.values(taken)) + 1);
}
