import type { IconName } from '#lib/ui/icon-names.ts';
import { m } from '#lib/paraglide/messages.js';

/** A message in the reader's language, or in the one that is asked for: what is sought may be typed in the other. */
export type Word = (inputs?: object, options?: { locale?: 'uk' | 'en' }) => string;
/** A key by its place on the keyboard (`KeyboardEvent.code`): a Cyrillic layout has no `j`. */
export type Key = { code: string; shift?: true; ctrl?: true; repeats?: true };
export type Group = 'chat' | 'list' | 'places' | 'desk';
export type Command = { group: Group; word: Word; icon: IconName; key?: Key };

const key = (code: string): Key => ({ code });

/** All that has a name and can be done from anywhere. Whether it can be done now is said by whoever offers it. */
export const COMMANDS = {
  take: { group: 'chat', word: m.take, icon: 'person', key: key('KeyT') },
  reply: { group: 'chat', word: m.command_reply, icon: 'reply', key: key('KeyR') },
  finish: { group: 'chat', word: m.finish, icon: 'check', key: key('KeyE') },
  undo_finish: { group: 'chat', word: m.command_undo_finish, icon: 'retry', key: key('KeyZ') },
  status: { group: 'chat', word: m.command_status, icon: 'sheet', key: key('KeyS') },
  transfer: { group: 'chat', word: m.transfer, icon: 'transfer', key: key('KeyH') },
  set_in_progress: { group: 'chat', word: m.command_in_progress, icon: 'clock' },
  add_colleague: { group: 'chat', word: m.add_colleague, icon: 'plus', key: key('KeyA') },
  leave: { group: 'chat', word: m.leave, icon: 'exit' },
  find_in_chat: { group: 'chat', word: m.find_in_chat, icon: 'search', key: key('KeyF') },
  about_client: { group: 'chat', word: m.about_client, icon: 'info', key: key('KeyI') },
  pin: { group: 'chat', word: m.golden_pin_dots, icon: 'sheet' },
  next_waiting: { group: 'list', word: m.command_next_waiting, icon: 'clock', key: key('KeyN') },
  next_unread: { group: 'list', word: m.command_next_unread, icon: 'mail', key: key('KeyU') },
  mark_read: { group: 'list', word: m.command_mark_read, icon: 'eye', key: key('KeyM') },
  mark_unread: { group: 'list', word: m.command_mark_unread, icon: 'mail', key: { code: 'KeyM', shift: true } },
  next_row: { group: 'list', word: m.command_next_row, icon: 'down', key: { code: 'KeyJ', repeats: true } },
  previous_row: { group: 'list', word: m.command_previous_row, icon: 'up', key: { code: 'KeyK', repeats: true } },
  search: { group: 'list', word: m.command_search, icon: 'search', key: key('Slash') },
  go_inbox: { group: 'places', word: m.inbox, icon: 'tray', key: key('Digit1') },
  go_all_chats: { group: 'places', word: m.list_title, icon: 'rows' },
  go_contacts: { group: 'places', word: m.contacts_page, icon: 'people', key: key('Digit2') },
  go_leads: { group: 'places', word: m.leads_page, icon: 'people' },
  go_settings: { group: 'places', word: m.settings, icon: 'sliders', key: key('Digit3') },
  go_me: { group: 'places', word: m.me, icon: 'person', key: key('Digit4') },
  alerts: { group: 'desk', word: m.alerts, icon: 'bell', key: key('KeyB') },
  take_break: { group: 'desk', word: m.presence_break, icon: 'pause' },
  end_break: { group: 'desk', word: m.presence_end_break, icon: 'play' },
  start_shift: { group: 'desk', word: m.presence_start, icon: 'play' },
  end_shift: { group: 'desk', word: m.presence_end, icon: 'clock' },
  palette: { group: 'desk', word: m.command_palette, icon: 'search', key: { code: 'KeyK', ctrl: true } },
  keys: { group: 'desk', word: m.command_keys, icon: 'info', key: { code: 'Slash', shift: true } },
} as const satisfies Record<string, Command>;

export type CommandId = keyof typeof COMMANDS;
export const COMMAND_IDS = Object.keys(COMMANDS) as CommandId[];

export const GROUP_WORDS: Record<Group, Word> = {
  chat: m.commands_chat,
  list: m.commands_list,
  places: m.places,
  desk: m.commands_desk,
};

export function commandOf(id: CommandId): Command {
  return COMMANDS[id];
}
