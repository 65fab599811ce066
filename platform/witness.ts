import type { Client } from '@temporalio/client';

/** What the engine's own data says: which they are, and how far they have come. */
export interface Witness {
  /** A namespace gets a new id with new data. */
  engine: string;
  /** Null: nothing was ever counted here. */
  beat: number | null;
  epoch: number;
}

const KEY = 'rozmova';

/** Reads what was left in the engine, beside its data and as old as they are. */
export async function readWitness(client: Client, installation: string): Promise<Witness> {
  const { namespace } = client.options;
  const { namespaceInfo } = await client.workflowService.describeNamespace({ namespace });
  const [epoch, beat] = (namespaceInfo?.data?.[`${KEY}.${installation}`] ?? '').split(' ');
  return { engine: namespaceInfo?.id ?? '', beat: beat ? Number(beat) : null, epoch: Number(epoch) || 0 };
}

/** Leaves it there. It is written for real: an engine that cannot keep it cannot keep a chat. */
export async function leaveWitness(client: Client, installation: string, epoch: number, beat: number): Promise<void> {
  const { namespace } = client.options;
  const data = { [`${KEY}.${installation}`]: `${epoch} ${beat}` };
  await client.workflowService.updateNamespace({ namespace, updateInfo: { data } });
}
