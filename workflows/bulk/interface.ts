/** Workflow id of one bulk action: started twice, it runs once. */
export const bulkWorkflowId = (bulkId: string): string => `bulk/${bulkId}`;

export interface BulkStart {
  bulkId: string;
}
