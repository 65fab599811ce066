import { defineQuery, defineSignal } from '@temporalio/workflow';
import type { Health } from './vocabulary.ts';

/** Workflow id of a connected page: there is one of each. */
export const pageWorkflowId = (pageId: string): string => `page/${pageId}`;

export interface PageStart {
  pageId: string;
  /** What an earlier run hands over; without it the page begins with what PostgreSQL keeps. */
  carried?: Health;
  /** Roll over after so many events already: for tests. */
  rollAt?: number;
}

/** Somebody wants it to be looked at now: a new token, a refusal, a person who pressed. */
export const lookAsked = defineSignal('lookAsked');

/** How the page is. */
export const getHealth = defineQuery<Health | null>('getHealth');
