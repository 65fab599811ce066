/** Workflow id of one sending of a document: started twice, it runs once. */
export const sendingWorkflowId = (sendingId: string): string => `document-sending/${sendingId}`;

export interface SendingStart {
  sendingId: string;
}
