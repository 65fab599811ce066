import { SvelteMap } from 'svelte/reactivity';
import { browserStorage, draftOf } from './browser-storage.ts';

const PREFIX = draftOf('');

/** What was begun and not sent, as the rows of the list say it: of this employee, in this browser. */
class Drafts {
  readonly #texts = new SvelteMap<string, string>();

  open(employeeId: string): () => void {
    for (const name of browserStorage.names(employeeId, PREFIX))
      this.#texts.set(name, browserStorage.read(employeeId, name) ?? '');
    const stop = browserStorage.listen((whose, name, text) => {
      if (whose === employeeId && name.startsWith(PREFIX)) this.#texts.set(name, text);
    });
    return () => {
      stop();
      this.#texts.clear();
    };
  }

  of(chatNumber: number): string {
    return (this.#texts.get(draftOf(chatNumber)) ?? '').trim();
  }
}

export const drafts = new Drafts();
