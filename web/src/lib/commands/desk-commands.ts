import { goto } from '$app/navigation';
import { api } from '#lib/api/api.ts';
import type { Chat } from '#lib/api/types.ts';
import { desk, inbox } from '#lib/frame/desk.svelte.ts';
import { placesFor } from '#lib/frame/places.ts';
import { session } from '#lib/session/session.svelte.ts';
import { presence } from '#lib/team/presence/presence.svelte.ts';
import { m } from '#lib/paraglide/messages.js';
import { type Acts, commands } from './commands.svelte.ts';
import { awaitConversation, moveInList } from './focus.ts';
import { said } from './said.svelte.ts';
import { after, unreadFor, waitingFor } from './waiting-order.ts';

/** What can be done from every page of the desk. */
export function deskActs(): Acts {
  const settings = placesFor(session).find(({ icon }) => icon === 'sliders')?.href;
  return {
    next_waiting: () => openNext(waitingFor, m.command_nobody_waits()),
    next_unread: () => openNext(unreadFor, m.command_all_read()),
    search: toSearch,
    go_inbox: () => goto('/'),
    go_all_chats: () => goto('/activities/facebook'),
    go_contacts: () => goto('/contacts'),
    go_leads: () => goto('/leads'),
    go_settings: settings !== undefined && (() => goto(settings)),
    go_me: () => goto('/me'),
    ...shiftActs(),
    palette: () => (commands.isPaletteOpen = true),
    keys: () => (commands.isSheetOpen = true),
  };
}

/** By what this person said last; who is not waited for has none of them. */
function shiftActs(): Acts {
  const mode = presence.own?.mode;
  return {
    take_break: mode === 'on_shift' && (() => presence.setMode('on_break')),
    end_break: mode === 'on_break' && (() => presence.setMode('on_shift')),
    start_shift: mode === 'ended' && (() => presence.setMode('on_shift')),
    end_shift: mode !== undefined && mode !== 'ended' && (() => presence.setMode('ended')),
  };
}

/** What can be done where the list is on the screen. */
export function listActs(): Acts {
  return {
    next_row: () => moveInList(1),
    previous_row: () => moveInList(-1),
    mark_read: unreadHere() !== null && markRead,
    mark_unread: readHere() !== null && markUnread,
  };
}

/** Opens a chat to be read on by keyboard, at a message of it. */
export async function openChat(number: number, messageId: string | null = null): Promise<void> {
  await goto(`/chats/${number}${messageId === null ? '' : `?message=${messageId}`}`);
  awaitConversation(number);
}

async function openNext(order: typeof waitingFor, otherwise: string): Promise<void> {
  const from = desk.open?.number ?? null;
  const next = await inbox.seek((chats) => after(order(chats, me()), from));
  if (next) await openChat(next.number);
  else said.say(otherwise);
}

async function toSearch(): Promise<void> {
  const field = () => document.querySelector<HTMLInputElement>('main [role=search] input[type=search]');
  if (!field() || field()?.offsetParent === null) await goto('/');
  field()?.focus();
  field()?.select();
}

/** Of the row with the focus, or else of the open chat, where it is one's own. */
function ownHere(): Chat | null {
  const row = document.activeElement?.closest<HTMLElement>('[data-chat]')?.dataset['chat'];
  const chat = inbox.chats.get(row === undefined ? (desk.open?.number ?? 0) : Number(row));
  const isMine = chat?.operators.some(({ id }) => id === me()) ?? false;
  return chat && isMine ? chat : null;
}

/** Reading marks it too, but only while one looks at it. */
function unreadHere(): Chat | null {
  const chat = ownHere();
  return chat && chat.unread > 0 ? chat : null;
}

function readHere(): Chat | null {
  const chat = ownHere();
  return chat && chat.unread === 0 ? chat : null;
}

/** Whoever goes on looking at it would have seen it at once. */
async function markUnread(): Promise<void> {
  const chat = readHere();
  if (!chat) return;
  if (desk.open?.number === chat.number) await goto('/');
  await api.chats.unseen(chat.number).catch(() => undefined);
}

async function markRead(): Promise<void> {
  const chat = unreadHere();
  if (chat) await api.chats.seen(chat.number).catch(() => undefined);
}

function me(): string {
  return session.employee?.id ?? '';
}
