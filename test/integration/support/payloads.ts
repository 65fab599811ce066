import type { Client } from '@temporalio/client';
import type { Payload } from '@temporalio/common';
import { chatWorkflowId } from '#workflows/chat/interface.ts';

/** What stands encrypted in the history of a client's chat, the last run of it. */
export async function payloadsOf(temporal: Client, clientId: string): Promise<Payload[]> {
  const { events } = await temporal.workflow.getHandle(chatWorkflowId(clientId)).fetchHistory();
  return encryptedIn(events);
}

/** An entry of a payload's metadata. */
export function entryOf(payload: Payload, name: string): string {
  return Buffer.from(payload.metadata?.[name] ?? []).toString();
}

/** Each value of it, once. */
export const entriesOf = (payloads: Payload[], name: string): string[] =>
  [...new Set(payloads.map((payload) => entryOf(payload, name)))].toSorted();

function encryptedIn(value: unknown): Payload[] {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return [];
  if (isEncrypted(value)) return [value];
  return Object.values(value).flatMap(encryptedIn);
}

function isEncrypted(value: object): value is Payload {
  return 'metadata' in value && 'data' in value && entryOf(value as Payload, 'encoding') === 'binary/encrypted';
}
