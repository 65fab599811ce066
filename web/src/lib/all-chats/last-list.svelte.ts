import { browserStorage } from '#lib/chat/composer/browser-storage.ts';
import { session } from '#lib/session/session.svelte.ts';
import { ALL_CHATS_PATH } from './address.ts';

const KEPT_AT = 'list-left';
type Left = { search: string; number: number };

/**
 * The list as it was when a chat was opened out of it, so that the way back leads to the very same one. This tab's own;
 * a chat in a window of its own finds the one that was left last.
 */
class LastList {
  #left = $state.raw<Left | null>(null);

  leave(number: number) {
    this.#left = { search: location.search, number };
    const kept = JSON.stringify(this.#left);
    sessionStorage.setItem(`${KEPT_AT}:${me()}`, kept);
    browserStorage.write(me(), KEPT_AT, kept);
  }

  /** Null where that chat was not opened out of the list. */
  hrefFor(number: number): string | null {
    const left =
      this.#left ?? leftOf(sessionStorage.getItem(`${KEPT_AT}:${me()}`) ?? browserStorage.read(me(), KEPT_AT));
    return left?.number === number ? `${ALL_CHATS_PATH}${left.search}` : null;
  }
}

export const lastList = new LastList();

/** A browser keeps what it was given, and whatever else came there: no chat fails to open for that. */
function leftOf(kept: string | null): Left | null {
  try {
    return JSON.parse(kept ?? 'null') as Left | null;
  } catch {
    return null;
  }
}

function me(): string {
  return session.employee?.id ?? '';
}
