import { browserStorage } from '#lib/chat/composer/browser-storage.ts';
import { session } from '#lib/session/session.svelte.ts';

const NAME = 'settings-page';

/** Whose settings this person looked at last: the next section opens with the same. */
export const lastScope = {
  /** Null: of all pages; so it is, too, where the page is not theirs any more. */
  read(): string | null {
    const kept = browserStorage.read(session.employee?.id ?? '', NAME);
    return session.pages.some(({ id }) => id === kept) ? kept : null;
  },
  keep(pageId: string | null) {
    browserStorage.write(session.employee?.id ?? '', NAME, pageId ?? '');
  },
};
