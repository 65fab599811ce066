/** Workflow id of one publication: started twice, it runs once. */
export const publishingWorkflowId = (scope: string, version: number): string => `publishing/${scope}/${version}`;

export interface PublishingStart {
  versionId: number;
  /** Null: the installation's settings, which concern every page. */
  pageId: string | null;
  /** What chats compare: they hear of each revision once. */
  revision: number;
  /** How far an earlier run has come. */
  so?: { after: number; woken: number };
}
