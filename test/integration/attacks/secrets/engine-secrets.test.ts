import { Connection } from '@temporalio/client';
import { describe, expect, inject, test } from 'vitest';
import { chatWorkflowId } from '#workflows/chat/interface.ts';
import { logIn } from '../../support/visitor.ts';
import { api, olena, clientId, PRIVATE, secrets, found, setUpSecrets } from './secrets-stage.ts';

setUpSecrets();

/** All strings and bytes in a protobuf answer, bytes as text too. */
function readable(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof Uint8Array) return Buffer.from(value).toString();
  if (typeof value !== 'object' || value === null) return '';
  return Object.entries(value)
    .map(([name, inner]) => `${name} ${readable(inner)}`)
    .join('\n');
}

describe('A23: Temporal', () => {
  test('keeps nothing a client wrote, in no history, summary, memo, attribute or failure', async () => {
    const connection = await Connection.connect({ address: inject('temporalAddress') });
    const { namespace } = api.settings.temporal;
    const execution = { workflowId: chatWorkflowId(clientId) };
    const history = await connection.workflowService.getWorkflowExecutionHistory({ namespace, execution });
    const described = await connection.workflowService.describeWorkflowExecution({ namespace, execution });
    const listed = await connection.workflowService.listWorkflowExecutions({ namespace, query: '' });
    await connection.close();
    expect(history.history?.events?.length).toBeGreaterThan(8);
    const bytes = readable([history, described, listed]);
    expect(bytes).toContain('binary/encrypted');
    expect(found(bytes, [...PRIVATE, ...secrets()])).toEqual([]);
  });

  test('and its UI is told by the codec, for admins alone', async () => {
    const connection = await Connection.connect({ address: inject('temporalAddress') });
    const { namespace } = api.settings.temporal;
    const { history } = await connection.workflowService.getWorkflowExecutionHistory({
      namespace,
      execution: { workflowId: chatWorkflowId(clientId) },
    });
    await connection.close();
    const [payload] = history?.events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads ?? [];
    const base64 = (bytes: Uint8Array | null | undefined): string => Buffer.from(bytes ?? []).toString('base64');
    const wire = {
      metadata: Object.fromEntries(
        Object.entries(payload?.metadata ?? {}).map(([name, value]) => [name, base64(value)]),
      ),
      data: base64(payload?.data),
    };
    expect((await olena.post('/api/codec/decode', { payloads: [wire] })).status).toBe(403);
    const decoded = await (await logIn(api, 'iryna')).post('/api/codec/decode', { payloads: [wire] });
    const [plain] = decoded.json<{ payloads: { data: string }[] }>().payloads;
    expect(Buffer.from(plain?.data ?? '', 'base64').toString()).toContain(clientId);
    const changed = { ...wire, data: base64(Buffer.from(wire.data, 'base64').fill(0, 30, 31)) };
    expect((await (await logIn(api, 'iryna')).post('/api/codec/decode', { payloads: [changed] })).status).toBe(422);
  });
});
