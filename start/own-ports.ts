import type { Plan } from './plan.ts';
import { freePort, isFree } from './ports.ts';

type Ports = Plan['ports'];

/** Whoever loses a port as often as that has another trouble. */
const TRIES = 3;

/**
 * Begins what listens on inner ports, which nobody asked for by number. They were looked at before anything listened:
 * where another program took one since (a second start in the same moment looks at the same ones first), the plan gets
 * another one and it begins there.
 */
export async function onPortsOfItsOwn<T>(ports: Ports, names: (keyof Ports)[], begin: () => Promise<T>): Promise<T> {
  const taken = async () => {
    const are = await Promise.all(names.map(async (name) => !(await isFree(ports[name]))));
    return names.filter((_, index) => are[index]);
  };
  for (let tries = 1; ; tries += 1) {
    for (const name of await taken()) ports[name] = await freePort();
    try {
      return await begin();
    } catch (error) {
      if (tries === TRIES || (await taken()).length === 0) throw error;
    }
  }
}
