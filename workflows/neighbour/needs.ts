import type { NeighbourStep } from './interface.ts';

/** What a task for the other CRM needs done in the world. */
export interface NeighbourNeeds {
  /**
   * Does the next step of it, whichever that is by what is kept: what was asked is made there or brought from there,
   * then both sides are told of each other. May be called twice with the same effect as once.
   */
  stepOfNeighbour(asked: { taskId: string }): Promise<NeighbourStep>;
}
