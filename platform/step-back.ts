import { writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';

/**
 * So many steps below the others: it gets two thirds of what another one gets where both want all there is, everything
 * where nobody else wants it, and whoever wakes up goes first. More would be less: what it holds in the database while
 * it is not given its turn others wait for, and on a machine that has other work, too, nothing would be decided.
 */
const STEPS = 2;

/**
 * Lets a process stand back behind those that answer people: it decides in time, and they answer at once. Where the
 * system shares a machine between sessions and not between processes, as Linux does on a desk, the session steps back.
 * What a system refuses is left as it is.
 */
export function stepBack(pid = process.pid): void {
  try {
    setPriority(pid, STEPS);
    writeFileSync(`/proc/${pid}/autogroup`, String(STEPS));
  } catch {
    // Other systems have no such file, and nobody has to have the right.
  }
}
