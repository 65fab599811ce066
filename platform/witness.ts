import type { Client } from '@temporalio/client';

/** What the engine's own data says: which they are, and how far they have come. */
export interface Witness {
  /** A namespace gets a new id with new data. */
  engine: string;
  /** The newest beat that stands here. Null: nothing was ever counted here. */
  beat: number | null;
  /** The beat that was written before it; null: none. */
  before: number | null;
  epoch: number;
  /** The place of the older of the two, to be written next. */
  place: Place;
}

/**
 * The last two beats stand side by side, the newer always where the older stood: what is written late finds a neighbour
 * that betrays it.
 */
const PLACES = ['', '.2'] as const;
type Place = (typeof PLACES)[number];

const keyOf = (installation: string, place: Place): string => `rozmova.${installation}${place}`;

/** Reads what was left in the engine, beside its data and as old as they are. */
export async function readWitness(client: Client, installation: string): Promise<Witness> {
  const { namespace } = client.options;
  const { namespaceInfo } = await client.workflowService.describeNamespace({ namespace });
  const [older, newer] = PLACES.map((place) => {
    const [epoch, beat] = (namespaceInfo?.data?.[keyOf(installation, place)] ?? '').split(' ');
    return { place, epoch: Number(epoch) || 0, beat: beat ? Number(beat) : null };
  }).sort((a, b) => (a.beat ?? -1) - (b.beat ?? -1));
  return {
    engine: namespaceInfo?.id ?? '',
    beat: newer?.beat ?? null,
    before: older?.beat ?? null,
    epoch: newer?.epoch ?? 0,
    place: older?.place ?? '',
  };
}

/**
 * Leaves it there, in the place that was read as the older one. It is written for real: an engine that cannot keep it
 * cannot keep a chat.
 */
export async function leaveWitness(
  client: Client,
  installation: string,
  { place, epoch, beat }: { place: Place; epoch: number; beat: number },
): Promise<void> {
  const { namespace } = client.options;
  const data = { [keyOf(installation, place)]: `${epoch} ${beat}` };
  await client.workflowService.updateNamespace({ namespace, updateInfo: { data } });
}
