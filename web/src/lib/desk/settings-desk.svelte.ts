import { session } from './session.svelte.ts';
import { SettingsDraft } from './settings-draft.svelte.ts';

/** The draft on screen. Configuration and templates are two views of it, and one unsaved change is not lost between them. */
class SettingsDesk {
  draft = $state.raw<SettingsDraft | null>(null);
  #employeeId = '';

  show(scope: string | null): SettingsDraft {
    const employeeId = session.employee?.id ?? '';
    if (this.draft?.scope === scope && this.#employeeId === employeeId && this.draft.state === 'ready') {
      if (this.draft.saving === 'saved') void this.draft.load();
      return this.draft;
    }
    this.#employeeId = employeeId;
    this.draft = new SettingsDraft(scope, session.isAdmin);
    void this.draft.load();
    return this.draft;
  }
}

export const settingsDesk = new SettingsDesk();
