import type { FaultInput } from '../faults.ts';
import { switchesSchema, type Switches, type SwitchesInput } from '../switches.ts';
import type { ControlNeeds } from './needs.ts';

/** How Meta feels today: faults, switches, and its clock. */
export const createWeather = ({
  world,
  set,
  faults,
  dispatch,
}: Pick<ControlNeeds, 'world' | 'set' | 'faults' | 'dispatch'>) => ({
  setFaults: (list: FaultInput[]) => faults.set(list),
  faults: () => faults.list(),
  /** Puts all switches: what is not named is off again. */
  setSwitches(input: SwitchesInput): Switches {
    set.switches = switchesSchema.parse(input);
    dispatch.reseed();
    return set.switches;
  },
  switches: () => set.switches,
  /** Shifts the simulated Meta's own idea of now, for windows. */
  setClock(shiftMs: number) {
    world.clockShiftMs = shiftMs;
    return { shiftMs, now: Date.now() + shiftMs };
  },
});
