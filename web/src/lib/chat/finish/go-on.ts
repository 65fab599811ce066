import { tick } from 'svelte';
import { goto } from '$app/navigation';
import { inbox } from '#lib/frame/desk.svelte.ts';
import type { OpenChat } from '#lib/chat/open-chat.svelte.ts';
import { session } from '#lib/session/session.svelte.ts';
import { nextWaiting } from '#lib/commands/waiting-order.ts';

const NARROW = '(max-width: 640px)';

/** Finishes the chat and goes on with the next one; where it was refused, its page says why. */
export async function finishAndGoOn(open: OpenChat): Promise<void> {
  await open.finish();
  if (open.problem === null) await goOn(open.number);
}

/** Whoever takes a chat goes on writing in it. */
export async function takeAndWrite(open: OpenChat): Promise<void> {
  await open.take();
  await focusTalk();
}

/** Opens the chat whose client waits longest, or the list where nobody waits. */
export async function goOn(from: number): Promise<void> {
  const next = await inbox.seek((chats) => nextWaiting(chats, session.employee?.id ?? '', from));
  await goto(next ? `/chats/${next.number}` : '/');
  await focusTalk();
}

/** Whoever works by keys goes on writing; a phone does not open its keyboard unasked. */
export async function focusTalk(): Promise<void> {
  await tick();
  const composer = window.matchMedia(NARROW).matches ? null : document.querySelector<HTMLElement>('[data-composer]');
  (composer ?? document.querySelector<HTMLElement>('#content'))?.focus();
}
