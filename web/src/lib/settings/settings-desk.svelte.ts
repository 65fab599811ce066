import { session } from '#lib/session/session.svelte.ts';
import { SettingsDraft } from './settings-draft.svelte.ts';

/**
 * The draft on screen. Configuration, routing and templates are views of it, and one unsaved change is not lost between
 * them.
 */
class SettingsDesk {
  draft = $state.raw<SettingsDraft | null>(null);
  #employeeId = '';
  #end = () => {};

  show(scope: string | null): SettingsDraft {
    const employeeId = session.employee?.id ?? '';
    if (this.draft?.scope === scope && this.#employeeId === employeeId && this.draft.state === 'ready') {
      if (this.draft.saving === 'saved') void this.draft.load();
      return this.draft;
    }
    this.#employeeId = employeeId;
    const draft = this.#begin(scope);
    void draft.load();
    return draft;
  }

  /**
   * What a draft derives would stand still with the page in whose effect it was made (sveltejs/svelte#18489): it
   * outlives that page.
   */
  #begin(scope: string | null): SettingsDraft {
    this.#end();
    let draft!: SettingsDraft;
    this.#end = $effect.root(() => {
      draft = new SettingsDraft(scope, session.isAdmin);
    });
    this.draft = draft;
    return draft;
  }
}

export const settingsDesk = new SettingsDesk();
