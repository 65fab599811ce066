import { fileURLToPath } from 'node:url';
import { NativeConnection, Worker } from '@temporalio/worker';

export const BARE_TASK_QUEUE = 'bare';

if (import.meta.main) {
  const connection = await NativeConnection.connect({ address: process.argv[2] ?? '' });
  const worker = await Worker.create({
    connection,
    taskQueue: BARE_TASK_QUEUE,
    workflowsPath: fileURLToPath(new URL('./workflow.ts', import.meta.url)),
  });
  console.log('bare worker started');
  await worker.run();
  await connection.close();
}
