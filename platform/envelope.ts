import { METADATA_ENCODING_KEY, type Payload, type SerializationContext } from '@temporalio/common';

const ENCODING = 'binary/encrypted';
const KEY_ID = 'encryption-key-id';
const VERSION = 'encryption-envelope';
const PLACE = 'encryption-place';
/** The first one had no version, no place, and the installation's own key. */
const TODAY = '2';

/** What stands around an encrypted payload, in the clear: ids only. */
export interface Envelope {
  keyId: string;
  /** Null: it was encrypted before there were places. */
  place: string | null;
  encrypted: Uint8Array;
}

export function enclose({ keyId, place, encrypted }: Envelope & { place: string }): Payload {
  const clear = { [METADATA_ENCODING_KEY]: ENCODING, [KEY_ID]: keyId, [VERSION]: TODAY, [PLACE]: place };
  const metadata = Object.fromEntries(Object.entries(clear).map(([name, value]) => [name, Buffer.from(value)]));
  return { metadata, data: encrypted };
}

/** Null: it is no envelope of ours. */
export function readEnvelope(payload: Payload): Envelope | null {
  if (textOf(payload, METADATA_ENCODING_KEY) !== ENCODING) return null;
  const place = textOf(payload, VERSION) === TODAY ? textOf(payload, PLACE) : null;
  return { keyId: textOf(payload, KEY_ID), place, encrypted: payload.data ?? new Uint8Array() };
}

/**
 * Where a payload belongs: a workflow, and whether it goes to that or to one of its activities. Nowhere is what an
 * admin encrypts by hand in Temporal's own UI, which names no workflow: it is taken everywhere.
 */
export const NOWHERE = '';

export function placeOf(context: SerializationContext | undefined): string {
  return context ? `${context.type} ${context.workflowId ?? ''}` : NOWHERE;
}

function textOf({ metadata }: Payload, name: string): string {
  return Buffer.from(metadata?.[name] ?? []).toString();
}
