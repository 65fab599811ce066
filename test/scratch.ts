import { startTemporal } from '#start/temporal.ts';
import { findTemporal } from '#start/temporal-binary.ts';
import { silent } from '#start/terminal.ts';
import { openTemporal } from '#platform/temporal.ts';
import { createKeyring } from '#platform/keyring.ts';
import { randomBytes } from 'node:crypto';
const program = await findTemporal({ dataDir: '/tmp/rs', say: silent });
const t = await startTemporal({ program, dataDir: '/tmp/rs/d', logFile: '/tmp/rs/log' });
const c = openTemporal(
  { address: t.address, namespace: 'default' },
  createKeyring(`k:${randomBytes(32).toString('base64')}`),
);
for (let n = 0; n < 5; n++) {
  const s = performance.now();
  await c.workflowService.updateNamespace({
    namespace: 'default',
    updateInfo: { data: { 'rozmova-beat': String(n), ['x' + n]: '1' } },
  });
  console.log('update', performance.now() - s);
  const d = await c.workflowService.describeNamespace({ namespace: 'default' });
  console.log(d.namespaceInfo?.data, d.config?.workflowExecutionRetentionTtl);
}
for (let n = 0; n < 4; n++) {
  await c.workflow.start('chatWorkflow', { workflowId: `chat/${n}`, taskQueue: 'q', args: [{}] });
  await new Promise((r) => setTimeout(r, 60));
}
await new Promise((r) => setTimeout(r, 2000));
for (const q of [
  `WorkflowType='chatWorkflow' AND ExecutionStatus='Running' ORDER BY StartTime ASC`,
  `WorkflowId IN ('chat/1','chat/3') AND ExecutionStatus='Running'`,
  `TemporalReportedProblems IS NOT NULL AND ExecutionStatus='Running'`,
  `BuildIds IS NOT NULL`,
]) {
  try {
    const f = [];
    for await (const w of c.workflow.list({ query: q })) f.push(w.workflowId);
    console.log(q, f);
  } catch (e) {
    console.log(q, String((e as Error).message), (e as { cause?: Error }).cause?.message);
  }
}
await c.connection.close();
await t.stop();
