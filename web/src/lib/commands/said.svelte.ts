const SHOWN_MS = 4000;

/** One line that answers a key where nothing else would move; read out, and gone by itself. */
class Said {
  words = $state('');
  #timer: ReturnType<typeof setTimeout> | undefined;

  say(words: string) {
    clearTimeout(this.#timer);
    this.words = words;
    this.#timer = setTimeout(() => (this.words = ''), SHOWN_MS);
  }
}

export const said = new Said();
