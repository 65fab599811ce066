import { goto } from '$app/navigation';
import { settingsTabs } from '#lib/frame/places.ts';
import { theme, type Theme } from '#lib/frame/theme.svelte.ts';
import { language } from '#lib/session/language.svelte.ts';
import { session } from '#lib/session/session.svelte.ts';
import type { IconName } from '#lib/ui/icon-names.ts';
import { m } from '#lib/paraglide/messages.js';
import { commandOf, type CommandId, type Group, type Word } from './command-list.ts';
import { commands } from './commands.svelte.ts';
import type { TextPart } from '#lib/words/found-words.ts';
import { rankOf } from './rank.ts';

export type EntryGroup = Group | 'chats' | 'messages' | 'contacts';
/** One line of the palette. `sought` is what finds it, in both languages. */
export type Entry = {
  id: string;
  group: EntryGroup;
  words: string;
  /** The same, with what was sought marked in it. */
  parts?: TextPart[];
  more?: string;
  sought: string;
  icon: IconName;
  key?: CommandId;
  run: () => unknown;
};

/** These move the focus in the list, which the palette has taken. */
const ONLY_KEYS: readonly CommandId[] = ['next_row', 'previous_row', 'palette'];

/** Everything that can be done here and now and goes with what was typed, the best first. */
export function entriesFor(typed: string): Entry[] {
  const all = [...commandEntries(), ...settingsEntries(), ...lookEntries(), ...ownEntries()];
  if (typed.trim() === '') return all;
  const ranked = all.map((entry) => ({ entry, rank: rankOf(typed, entry.words) ?? seekAlso(typed, entry) }));
  return ranked
    .filter((one): one is { entry: Entry; rank: number } => one.rank !== null)
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ entry }) => entry);
}

function seekAlso(typed: string, { sought }: Entry): number | null {
  const rank = rankOf(typed, sought);
  return rank === null ? null : rank + 1;
}

function commandEntries(): Entry[] {
  return commands.possible
    .filter((id) => !ONLY_KEYS.includes(id))
    .map((id) => {
      const { group, word, icon } = commandOf(id);
      return { id, group, ...named(word), icon, key: id, run: () => commands.run(id) };
    });
}

function settingsEntries(): Entry[] {
  return settingsTabs(session, null).map(({ href, word }) => ({
    ...place(href, word),
    icon: 'sliders' as const,
    more: m.settings(),
  }));
}

function ownEntries(): Entry[] {
  const own: [string, Word][] = [
    ['/me#sessions', m.sessions],
    ['/me#password', m.change_password],
    ['/me#tokens', m.api_tokens],
  ];
  const out: Entry = { ...entry('log_out', m.log_out, () => session.logOut()), icon: 'exit' };
  return [...own.map(([href, word]) => ({ ...place(href, word), icon: 'person' as const })), out];
}

function lookEntries(): Entry[] {
  const themes: [Theme, Word][] = [
    ['light', m.theme_light],
    ['dark', m.theme_dark],
    ['auto', m.theme_auto],
  ];
  const looks = themes
    .filter(([value]) => theme.chosen !== value)
    .map(([value, word]) => joined(`theme_${value}`, m.theme, word, () => (theme.chosen = value)));
  const other = language.current === 'uk' ? ('en' as const) : ('uk' as const);
  const name: Word = () => ({ uk: 'Українська', en: 'English' })[other];
  return [...looks, joined('language', m.language, name, () => session.chooseLanguage(other))];
}

/** A setting and its value: "Appearance: Dark". */
function joined(id: string, of: Word, value: Word, run: () => unknown): Entry {
  return entry(id, (inputs, options) => `${of(inputs, options)}: ${value(inputs, options)}`, run);
}

function place(href: string, word: Word): Omit<Entry, 'icon'> {
  return { ...entry(href, word, () => goto(href)), group: 'places' };
}

function entry(id: string, word: Word, run: () => unknown): Entry {
  return { id, group: 'desk', ...named(word), icon: 'sliders', run };
}

function named(word: Word): Pick<Entry, 'words' | 'sought'> {
  return { words: word(), sought: `${word({}, { locale: 'uk' })} ${word({}, { locale: 'en' })}` };
}
