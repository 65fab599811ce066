import { untrack } from 'svelte';
import { browserStorage } from '#lib/chat/composer/browser-storage.ts';
import { session } from '#lib/session/session.svelte.ts';
import { COMMAND_IDS, COMMANDS, commandOf, type CommandId } from './command-list.ts';
import { keyWord, shortcutOf } from './key-words.ts';

type Act = () => unknown;
/** What can be done now; what is missing or falsy cannot. */
export type Acts = Partial<Record<CommandId, Act | false | null>> & {
  /** What has to be done before more can be asked for; tells whether it was. */
  underWay?: Promise<boolean> | null;
};

const KEPT_AT = 'keys';

/** What can be done here and now, as the parts on the screen offer it, and whether single keys do it. */
class Commands {
  isSheetOpen = $state(false);
  isPaletteOpen = $state(false);
  #offers = $state.raw<readonly (() => Acts)[]>([]);
  /** Read anew from the browser for each person. */
  #chosen = $state.raw<{ employeeId: string; areOn: boolean } | null>(null);

  /** A part of the screen has come that can do something; called back, it has gone. */
  offer(acts: () => Acts): () => void {
    this.#offers = [...this.#offers, acts];
    return () => (this.#offers = this.#offers.filter((offer) => offer !== acts));
  }

  /** The part that came last has the word. */
  actOf(id: CommandId): Act | null {
    for (const offer of this.#offers.toReversed()) {
      const act = offer()[id];
      if (act) return act;
    }
    return null;
  }

  get possible(): CommandId[] {
    return COMMAND_IDS.filter((id) => this.actOf(id) !== null);
  }

  /** What is asked for while something else is under way is done after it: not elsewhere, nor after a refusal. */
  run(id: CommandId): boolean {
    const act = this.actOf(id);
    if (act) void act();
    const before = act === null ? this.#underWay() : null;
    if (before) void this.#runAfter(before, id);
    return act !== null || before !== null;
  }

  async #runAfter(before: Promise<boolean>, id: CommandId): Promise<void> {
    const here = location.pathname;
    const isDone = await before;
    // What was done puts the focus where it belongs first.
    await new Promise(requestAnimationFrame);
    if (isDone && location.pathname === here) this.run(id);
  }

  #underWay(): Promise<boolean> | null {
    return this.#offers.reduce<Promise<boolean> | null>((found, offer) => found ?? offer().underWay ?? null, null);
  }

  /** Single letters may be switched off by whoever dictates or hits them by mistake (WCAG 2.1.4). */
  get areKeysOn(): boolean {
    const employeeId = session.employee?.id ?? '';
    if (this.#chosen?.employeeId === employeeId) return this.#chosen.areOn;
    return browserStorage.read(employeeId, KEPT_AT) !== 'off';
  }

  set areKeysOn(areOn: boolean) {
    const employeeId = session.employee?.id ?? '';
    this.#chosen = { employeeId, areOn };
    browserStorage.write(employeeId, KEPT_AT, areOn ? '' : 'off');
  }
}

export const commands = new Commands();

/** For components: offers as long as it is on the screen. */
export function offer(acts: () => Acts): void {
  $effect(() => untrack(() => commands.offer(acts)));
}

/** What a control says of itself on hover, with its key. */
export function withKey(id: CommandId, words: string = COMMANDS[id].word()): string {
  const { key } = commandOf(id);
  return key && commands.areKeysOn ? `${words} (${keyWord(key)})` : words;
}

/** For `aria-keyshortcuts`. */
export function shortcut(id: CommandId): string | undefined {
  const { key } = commandOf(id);
  return key && commands.areKeysOn ? shortcutOf(key) : undefined;
}
