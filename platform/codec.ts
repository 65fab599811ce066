import type { Payload, PayloadCodec, SerializationContext } from '@temporalio/common';
import { METADATA_ENCODING_KEY } from '@temporalio/common';
// A CommonJS package whose names an ES module cannot import one by one.
import proto from '@temporalio/proto';
import { type Keyring, UnknownKey } from './keyring.ts';

const ENCODING = 'binary/encrypted';
const KEY_ID = 'encryption-key-id';

/** Encrypts every payload before it leaves for the engine: nothing a client wrote is readable in Temporal's store. */
export class EncryptionCodec implements PayloadCodec {
  private readonly keyring: Keyring;

  constructor(keyring: Keyring) {
    this.keyring = keyring;
  }

  async encode(payloads: Payload[]): Promise<Payload[]> {
    return payloads.map((payload) => ({
      metadata: {
        [METADATA_ENCODING_KEY]: Buffer.from(ENCODING),
        [KEY_ID]: Buffer.from(this.keyring.keyId),
      },
      data: this.keyring.encryptPlaceless(proto.temporal.api.common.v1.Payload.encode(payload).finish()),
    }));
  }

  async decode(payloads: Payload[]): Promise<Payload[]> {
    return payloads.map((payload) => {
      const encoding = payload.metadata?.[METADATA_ENCODING_KEY];
      if (!encoding || Buffer.from(encoding).toString() !== ENCODING) return payload;
      const keyId = Buffer.from(payload.metadata?.[KEY_ID] ?? []).toString();
      return proto.temporal.api.common.v1.Payload.decode(
        this.keyring.decryptPlaceless(keyId, payload.data ?? new Uint8Array()),
      );
    });
  }
}

/**
 * The same where chats live: what was not encrypted under our keys is nothing of ours. A chat gets a mark in its place,
 * since a task that throws is taken again for ever; the result of an activity can only be wrong, and throws. So does
 * what a key of tomorrow sealed: it waits for that key.
 */
export class StrictCodec extends EncryptionCodec {
  override async decode(payloads: Payload[], context?: SerializationContext): Promise<Payload[]> {
    return Promise.all(payloads.map((payload) => this.decodeOne(payload, context)));
  }

  private async decodeOne(payload: Payload, context?: SerializationContext): Promise<Payload> {
    const encoding = Buffer.from(payload.metadata?.[METADATA_ENCODING_KEY] ?? []).toString();
    if (encoding !== ENCODING)
      return refuse(context, new Error(`a payload is not encrypted: ${JSON.stringify(encoding)}`));
    try {
      return (await super.decode([payload]))[0] ?? UNREADABLE;
    } catch (error) {
      if (error instanceof UnknownKey) throw error;
      return refuse(context, error);
    }
  }
}

/** What stands for a payload that is not ours; `workflows/chat/parse/input.ts` knows it. */
const UNREADABLE: Payload = {
  metadata: { [METADATA_ENCODING_KEY]: Buffer.from('json/plain') },
  data: Buffer.from('{"unreadable":true}'),
};

function refuse(context: SerializationContext | undefined, error: unknown): Payload {
  if (context?.type !== 'workflow') throw error;
  return UNREADABLE;
}
