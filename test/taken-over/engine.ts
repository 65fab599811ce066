import { Client, Connection } from '@temporalio/client';
import type { Desk } from './desk.ts';

type Payload = { metadata: Record<string, string>; data: string };
export type Examined = { runs: number; events: number; payloads: number; faults: string[] };

/** Every history: no task failed since `since`, no workflow reports a problem, every payload can be read. */
export async function examineEngine(address: string, admin: Desk, since: number): Promise<Examined> {
  const client = new Client({ connection: await Connection.connect({ address }) });
  const found: Examined = { runs: 0, events: 0, payloads: 0, faults: [] };
  for await (const { workflowId, runId, searchAttributes } of client.workflow.list()) {
    found.runs += 1;
    const reported = searchAttributes['TemporalReportedProblems'];
    if (reported) found.faults.push(`${workflowId} reports ${reported.join(' ')}`);
    const { events } = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    found.events += events?.length ?? 0;
    for (const event of events ?? []) {
      const failed = event.workflowTaskFailedEventAttributes;
      const at = Number(event.eventTime?.seconds ?? 0) * 1000;
      if (failed && at >= since) found.faults.push(`${workflowId}: ${failed.cause} ${failed.failure?.message}`);
    }
    found.payloads += await readPayloads(admin, payloadsIn(events), (fault) =>
      found.faults.push(`${workflowId}: ${fault}`),
    );
  }
  await client.connection.close();
  return found;
}

/** Those that are encrypted, wherever they stand. */
function payloadsIn(value: unknown): Payload[] {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return [];
  const { metadata, data } = value as { metadata?: Record<string, Uint8Array>; data?: Uint8Array };
  if (!metadata || !(data instanceof Uint8Array)) return Object.values(value).flatMap(payloadsIn);
  const encoded = Object.entries(metadata).map(([name, bytes]) => [name, Buffer.from(bytes).toString('base64')]);
  const encoding = Buffer.from(metadata['encoding'] ?? []).toString();
  return encoding.startsWith('json/') || encoding === 'binary/null' || encoding === 'binary/plain'
    ? []
    : [{ metadata: Object.fromEntries(encoded), data: Buffer.from(data).toString('base64') }];
}

async function readPayloads(admin: Desk, payloads: Payload[], tell: (fault: string) => void): Promise<number> {
  for (let n = 0; n < payloads.length; n += 50) {
    const asked = payloads.slice(n, n + 50);
    const read = await admin.do<{ payloads: Payload[] }>('POST', '/api/codec/decode', { payloads: asked });
    for (const [m, { metadata }] of read.payloads.entries())
      if (!/^(json\/|binary\/null)/.test(atob(metadata['encoding'] ?? '')))
        tell(`a payload cannot be read: ${JSON.stringify(asked[m]?.metadata)}`);
  }
  return payloads.length;
}
