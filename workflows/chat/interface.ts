import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { Telling } from './needs.ts';
import type { Carried, ChatState, Input, RawInput, Request } from './vocabulary.ts';

/** Workflow id of a client's open chat: two open chats of one client cannot exist. */
export const chatWorkflowId = (clientId: string): string => `chat/${clientId}`;

/** Whose chat a workflow is; null for any other workflow. */
export const clientOfWorkflow = (workflowId: string): string | null =>
  /^chat\/([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/.exec(workflowId)?.[1] ?? null;

export const CHAT_TASK_QUEUE = 'chats';
/**
 * What asks Meta and may hang stands in lines of its own: nothing that chats decide waits behind it; and what a first
 * decision waits for does not stand behind what nobody waits for.
 */
export const PROFILE_TASK_QUEUE = 'profiles';
export const FIRST_PROFILE_TASK_QUEUE = 'first-profiles';

export interface ChatStart {
  clientId: string;
  pageId: string;
  /** What an earlier run hands over; without one the chat begins with what PostgreSQL keeps. */
  carried?: Carried;
  /** Inputs an earlier run had not taken yet. */
  inbox?: Input[];
  /** Up to this number every input is in `carried`, in `inbox` or decided. */
  known?: number;
  /** The save on which the next one builds. */
  after?: string | null;
  /** The epoch of the installation in which the run before took itself up last. */
  epoch?: number;
  /** The run reads settings as it begins. Absent in runs that an older build rolled over. */
  readsSettings?: true;
  /** Roll over after so many events already: for tests of continue-as-new. */
  rollAt?: number;
  /** Roll over after so many events once there is nothing to decide. Absent in runs that an older build began. */
  restAt?: number;
}

/**
 * Long before the engine suggests it (4,096): a worker holds about two kilobytes for each event of a run that it keeps
 * in memory, eight megabytes for each of the busiest chats. Only at rest, since what comes meanwhile makes the engine
 * refuse a roll-over: the next try would come no sooner than what has come is decided.
 */
export const REST_AT = 400;

/**
 * A request, and the number of the last input that was accepted before it: it is judged after that one, and in the
 * epoch of the installation in which it was asked.
 */
export type Asked<K extends Request['kind']> = Extract<Request, { kind: K }> & { after: number; epoch?: number };

/** The one signal: what happened, in order. */
export const inputsReceived = defineSignal<[RawInput[], Telling?]>('inputsReceived');
/** Settings with this revision are in force: deadlines are to be looked at anew. */
export const settingsPublished = defineSignal<[number]>('settingsPublished');
export const changeStatus = defineUpdate<null, [Asked<'change_status'>]>('changeStatus');
export const undoFinish = defineUpdate<null, [Asked<'undo_finish'>]>('undoFinish');
export const deleteChat = defineUpdate<null, [Asked<'delete_chat'>]>('deleteChat');
export const addOperator = defineUpdate<null, [Asked<'add_operator'>]>('addOperator');
export const removeOperator = defineUpdate<null, [Asked<'remove_operator'>]>('removeOperator');
export const transfer = defineUpdate<null, [Asked<'transfer'>]>('transfer');
export const setContact = defineUpdate<null, [Asked<'set_contact'>]>('setContact');
export const handOver = defineUpdate<null, [Asked<'hand_over'>]>('handOver');
export const changeDeadline = defineUpdate<null, [Asked<'change_deadline'>]>('changeDeadline');
/** For people who look into the engine and for tests; the desk reads PostgreSQL. */
export const getChat = defineQuery<ChatState | null>('getChat');
