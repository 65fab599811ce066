import type { Payload, PayloadCodec, SerializationContext } from '@temporalio/common';
import { METADATA_ENCODING_KEY } from '@temporalio/common';
// A CommonJS package whose names an ES module cannot import one by one.
import proto from '@temporalio/proto';
import type { DataKeys } from './data-keys.ts';
import { enclose, type Envelope, NOWHERE, placeOf, readEnvelope } from './envelope.ts';
import { UnknownKey } from './keyring.ts';

const { Payload: Wire } = proto.temporal.api.common.v1;

/** It is not encrypted under our keys, was changed, or stands where it does not belong. */
class NotOurs extends Error {
  override name = 'NotOurs';
}

/**
 * Encrypts every payload before it leaves for the engine, with the key of the client whose chat it is of: nothing a
 * client wrote is readable in Temporal's store, and nothing at all once their key is destroyed.
 */
export class EncryptionCodec implements PayloadCodec {
  private readonly keys: DataKeys;

  constructor(keys: DataKeys) {
    this.keys = keys;
  }

  async encode(payloads: Payload[], context?: SerializationContext): Promise<Payload[]> {
    const place = placeOf(context);
    const key = await this.keys.forWorkflow(context?.workflowId ?? '');
    return payloads.map((payload) => {
      const encrypted = key.encrypt(Wire.encode(payload).finish(), bound(place));
      return enclose({ keyId: key.id, place, encrypted });
    });
  }

  async decode(payloads: Payload[], context?: SerializationContext): Promise<Payload[]> {
    return Promise.all(payloads.map((payload) => this.decodeOne(payload, context)));
  }

  protected async decodeOne(payload: Payload, context?: SerializationContext): Promise<Payload> {
    const envelope = readEnvelope(payload);
    return envelope ? Wire.decode(await this.open(envelope, context)) : payload;
  }

  private async open({ keyId, place, encrypted }: Envelope, context?: SerializationContext): Promise<Uint8Array> {
    if (place === null) return asOurs(() => this.keys.keyring.decryptPlaceless(keyId, encrypted));
    if (context && place !== NOWHERE && place !== placeOf(context))
      throw new NotOurs(`a payload of ${JSON.stringify(place)} stands in ${JSON.stringify(placeOf(context))}`);
    const key = await this.keys.byId(keyId);
    return asOurs(() => key.decrypt(encrypted, bound(place)));
  }
}

/** Nothing else that is encrypted with a data key is bound to a place of this form. */
function bound(place: string): string {
  return `payload/${place}`;
}

function asOurs(decrypt: () => Uint8Array): Uint8Array {
  try {
    return decrypt();
  } catch (error) {
    if (error instanceof UnknownKey) throw error;
    throw new NotOurs('a payload was not encrypted for here', { cause: error });
  }
}

/**
 * The same where chats live: what was not encrypted under our keys, or for another place, is nothing of ours. A chat
 * gets a mark in its place, since a task that throws is taken again for ever; the result of an activity can only be
 * wrong, and throws. So does what a key encrypted that is not here or cannot be asked for now: it waits for that key.
 */
export class StrictCodec extends EncryptionCodec {
  protected override async decodeOne(payload: Payload, context?: SerializationContext): Promise<Payload> {
    try {
      if (!readEnvelope(payload)) throw new NotOurs('a payload is not encrypted');
      return await super.decodeOne(payload, context);
    } catch (error) {
      if (error instanceof NotOurs && context?.type === 'workflow') return UNREADABLE;
      throw error;
    }
  }
}

/** What stands for a payload that is not ours; `workflows/chat/parse/input.ts` knows it. */
const UNREADABLE: Payload = {
  metadata: { [METADATA_ENCODING_KEY]: Buffer.from('json/plain') },
  data: Buffer.from('{"unreadable":true}'),
};
