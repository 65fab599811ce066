import type { Evidence } from '../judge/evidence.ts';
import type { Fault } from '../judge/verdict.ts';
import type { Rig } from '../rig/rig.ts';

/** One line of the fault table. */
export type Row = {
  id: string;
  title: string;
  /** `load`: the fault falls into the standard load. `alone`: it brings its own traffic. */
  traffic: 'load' | 'alone';
  pages?: number;
  /** Touches nothing but its own page: such rows may run side by side. */
  gentle?: true;
  /** Leaves a stack behind which no other row can use. */
  ownStack?: true;
  /** How many times as long as most it takes in the short form; 1 where it is not said. */
  length?: number;
  /** Makes the fault and lifts it again. */
  inject(rig: Rig): Promise<void>;
  /** What must hold besides the invariants. */
  check?(rig: Rig, evidence: Evidence): Promise<Fault[]> | Fault[];
};
