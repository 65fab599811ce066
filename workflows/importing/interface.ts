import { defineSignal } from '@temporalio/workflow';

/** Workflow id of one import: started twice, it runs once. */
export const importWorkflowId = (importId: string): string => `import/${importId}`;

/** Files are read in a line of their own: nothing that chats decide waits behind one. */
export const IMPORT_TASK_QUEUE = 'imports';

/** The signal that something is to be done: it may come in the very moment in which nothing was left. */
export const somethingToDo = defineSignal('somethingToDo');

export interface ImportStart {
  importId: string;
}
