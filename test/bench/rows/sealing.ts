import { createCipheriv, createDecipheriv, randomBytes, randomUUID } from 'node:crypto';
import { defaultPayloadConverter, type SerializationContext } from '@temporalio/common';
import { StrictCodec } from '#platform/codec.ts';
import { keyNamed } from '#test/ground/before.ts';
import { keysOfNobody } from '#test/ground/keys.ts';
import type { Scale } from '../scale.ts';
import { type Finding, quantile } from '../report/row.ts';

const CLIENTS = 500;
/** Nine of ten payloads in recorded histories are smaller. */
const BYTES = 300;

/**
 * What it costs that each client has a key of their own and each payload a place: a payload of each of many clients is
 * encrypted and decrypted, beside AES-GCM of Node over the same bytes with one key and no envelope.
 */
export async function measureSealing({ repetitions }: Scale): Promise<Finding[]> {
  const clients = Array.from({ length: CLIENTS }, () => randomUUID());
  const codec = new StrictCodec(keysOfNobody(keyNamed('bench')));
  const [product, bare]: [number[], number[]] = [[], []];
  // The first round makes the clients' keys.
  for (let round = 0; round <= repetitions; round += 1) {
    product.push(await timed(() => throughCodec(codec, clients)));
    bare.push(await timed(() => throughCipher(clients)));
  }
  const each = (times: number[]): number => (1_000 * quantile(times.slice(1), 0.5)) / CLIENTS;
  return [
    { name: 'a payload encrypted and decrypted', unit: 'µs', figure: each(product), bare: each(bare) },
    {
      name: 'the same, Rozmova ÷ bare',
      unit: '×',
      figure: each(product) / each(bare),
      goal: { is: 'at most', must: 4, aim: 2 },
    },
  ];
}

const words = 'Добрий день! Підкажіть, будь ласка, коли буде доставка замовлення? ';
const said = defaultPayloadConverter.toPayload({ text: words.repeat(Math.ceil(BYTES / Buffer.byteLength(words))) });

async function throughCodec(codec: StrictCodec, clients: string[]): Promise<void> {
  for (const client of clients) {
    const context: SerializationContext = { type: 'workflow', namespace: 'default', workflowId: `chat/${client}` };
    await codec.decode(await codec.encode([said], context), context);
  }
}

const key = randomBytes(32);

async function throughCipher(clients: string[]): Promise<void> {
  for (const _ of clients) {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key, iv);
    const encrypted = Buffer.concat([cipher.update(said.data ?? ''), cipher.final()]);
    const decipher = createDecipheriv('aes-256-gcm', key, iv).setAuthTag(cipher.getAuthTag());
    Buffer.concat([decipher.update(encrypted), decipher.final()]);
  }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const since = performance.now();
  await work();
  return performance.now() - since;
}
