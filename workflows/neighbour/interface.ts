/** Workflow id of what was asked of the other CRM: started twice, it runs once. */
export const neighbourWorkflowId = (taskId: string): string => `neighbour/${taskId}`;

export interface NeighbourStart {
  taskId: string;
}
/** `next`: a step is done, and another one follows; `held`: it may go on later; `over`: nothing is to be done. */
export type NeighbourStep = 'next' | 'held' | 'over';
