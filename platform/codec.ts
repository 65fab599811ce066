import type { Payload, PayloadCodec } from '@temporalio/common';
import { METADATA_ENCODING_KEY } from '@temporalio/common';
// A CommonJS package whose names an ES module cannot import one by one.
import proto from '@temporalio/proto';
import type { Keyring } from './keyring.ts';

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
      data: this.keyring.encrypt(proto.temporal.api.common.v1.Payload.encode(payload).finish()),
    }));
  }

  async decode(payloads: Payload[]): Promise<Payload[]> {
    return payloads.map((payload) => {
      const encoding = payload.metadata?.[METADATA_ENCODING_KEY];
      if (!encoding || Buffer.from(encoding).toString() !== ENCODING) return payload;
      const keyId = Buffer.from(payload.metadata?.[KEY_ID] ?? []).toString();
      return proto.temporal.api.common.v1.Payload.decode(this.keyring.decrypt(keyId, payload.data ?? new Uint8Array()));
    });
  }
}
