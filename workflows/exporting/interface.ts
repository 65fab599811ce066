/** Workflow id of one export: started twice, it runs once. */
export const exportWorkflowId = (exportId: string): string => `export/${exportId}`;

/** Files are written in a line of their own: nothing that chats decide waits behind one. */
export const EXPORT_TASK_QUEUE = 'exports';

export interface ExportStart {
  exportId: string;
}
