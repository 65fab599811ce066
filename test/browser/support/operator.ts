import { expect } from 'vitest';
import type { Window } from './window.ts';

/**
 * Somebody is added to the chat by whoever sits at this window: asked again where the chat could not answer in time.
 */
export async function addOperator({ page }: Pick<Window, 'page'>, chat: number, employeeId: string): Promise<void> {
  const path = `/api/chats/${chat}/operators/${employeeId}`;
  const add = (where: string) => fetch(where, { method: 'PUT' }).then(({ status }) => status);
  await expect.poll(() => page.evaluate(add, path)).toBe(200);
}
