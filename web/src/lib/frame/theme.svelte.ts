export type Theme = 'light' | 'dark' | 'auto';

const KEPT_AT = 'rozmova:theme';

/** Light, dark, or as the device has it. `static/theme.js` does the same before the first paint. */
class ThemeChoice {
  #chosen = $state<Theme>(kept());
  readonly #device = matchMedia('(prefers-color-scheme: dark)');

  constructor() {
    this.#device.addEventListener('change', () => this.#paint());
  }

  get chosen(): Theme {
    return this.#chosen;
  }

  set chosen(theme: Theme) {
    this.#chosen = theme;
    localStorage.setItem(KEPT_AT, theme);
    this.#paint();
  }

  #paint() {
    const dark = this.#chosen === 'dark' || (this.#chosen === 'auto' && this.#device.matches);
    document.documentElement.dataset['theme'] = dark ? 'dark' : 'light';
  }
}

function kept(): Theme {
  const theme = localStorage.getItem(KEPT_AT);
  return theme === 'light' || theme === 'dark' ? theme : 'auto';
}

export const theme = new ThemeChoice();
