/** Workflow id of the lead of one chat: started twice, it runs once. */
export const leadWorkflowId = (chatId: string): string => `lead/${chatId}`;

/** The CRM is asked in a line of its own: one that hangs keeps nothing waiting that chats decide. */
export const CRM_TASK_QUEUE = 'crm';

export interface LeadStart {
  chatId: string;
}
