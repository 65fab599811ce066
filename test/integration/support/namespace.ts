import { randomBytes } from 'node:crypto';
import { Connection } from '@temporalio/client';
import { inject } from 'vitest';

/**
 * A Temporal namespace of the test's own: workers of other tests, with other databases, take nothing from its queue.
 */
export async function createNamespace(): Promise<string> {
  const namespace = `test-${randomBytes(6).toString('hex')}`;
  const connection = await Connection.connect({ address: inject('temporalAddress') });
  try {
    const day = { seconds: 86_400 as never, nanos: 0 };
    await connection.workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod: day });
    return namespace;
  } finally {
    await connection.close();
  }
}
