import type { Chat, Desk } from './desk.ts';
import type { Messenger, Who } from './messenger.ts';

/** Who plays in the stories, and where. */
export type Scene = { messenger: Messenger; iryna: Desk; olena: Desk; taras: Desk };
export type Story = (scene: Scene) => Promise<unknown>;

const PAGES = { dim: '102030405060701', outlet: '102030405060702', opt: '102030405060703' };

/** A client of the simulated Messenger on a page of the demo company. */
export const at = (page: keyof typeof PAGES, client: string): Who => ({ client, page: PAGES[page] });

export const isLed = ({ operators }: Chat): boolean => operators.length > 0;
export const isLedBy =
  (name: string) =>
  ({ operators }: Chat): boolean =>
    operators[0]?.name.startsWith(name) ?? false;

/** Whoever leads the chat. */
export function lead({ olena, taras }: Scene, chat: Chat): Desk {
  return isLedBy('Олена')(chat) ? olena : taras;
}
