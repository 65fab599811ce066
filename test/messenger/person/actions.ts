import type { z } from 'zod';
import type { Switches } from '../switches.ts';
import type { Dispatch } from '../webhook/dispatch.ts';
import type { World } from '../world.ts';
import { createGestures } from './gestures.ts';
import { Person } from './person.ts';
import type { who } from './schemas.ts';
import { createWords } from './words.ts';

/** All that a person can do in Messenger. */
export function createActions(world: World, dispatch: Dispatch, switches: () => Switches) {
  const person = new Person(world, dispatch, switches);
  const find = (name: z.output<typeof who>) => person.find(name);
  return { find, ...createWords(person), ...createGestures(person) };
}

export type Actions = ReturnType<typeof createActions>;
