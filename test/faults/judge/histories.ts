import type { ChatBody } from '#api/chats/schema.ts';
import { chatWorkflowId } from '#workflows/chat/interface.ts';
import type { Rig } from '../rig/rig.ts';
import { type Fault, fault } from './verdict.ts';

export type Told = { chat: ChatBody; failed: string[]; patches: number };

/** What the engine's own histories say about these chats. */
export async function readHistories(rig: Rig, chats: ChatBody[]): Promise<Told[]> {
  return Promise.all(
    chats.map(async (chat) => {
      const { events } = await rig.stack.engine.workflow.getHandle(chatWorkflowId(chat.client.id)).fetchHistory();
      const failures = (events ?? []).flatMap(({ workflowTaskFailedEventAttributes: failed }) =>
        failed ? [failed] : [],
      );
      const markers = (events ?? []).flatMap(({ markerRecordedEventAttributes: marker }) => (marker ? [marker] : []));
      return {
        chat,
        failed: failures.map(({ failure, cause }) => `${cause}: ${failure?.message ?? ''}`),
        patches: markers.filter(({ markerName }) => markerName === 'core_patch').length,
      };
    }),
  );
}

/** No chat ever stumbled over its code. */
export async function judgeTasks(rig: Rig, chats: ChatBody[]): Promise<Fault[]> {
  const told = await readHistories(rig, chats);
  return told.flatMap(({ chat, failed }) =>
    failed.map((what) => fault('row', 'wrong state', `chat ${chat.number} stumbled: ${what}`)),
  );
}
