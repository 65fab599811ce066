import { api } from '#lib/api/api.ts';
import type { DocumentTemplate, TemplateVersion } from '#lib/api/types.ts';
import { LoadedList } from '#lib/ui/loaded-list.svelte.ts';
import { saysAnything, unknownIn } from '#workflows/documents/body.ts';
import { type Clause, clausesOf, textOf } from './clauses.ts';
import { hiddenOf, shownOf } from './parts.ts';

/** As the server takes them. */
export const TEXT_MOST = 20_000;

/** One template while somebody writes its next version. */
export class TemplateEditor {
  template: DocumentTemplate;
  name = $state('');
  clauses = $state<Clause[]>([]);
  remarks = $state('');
  /** What stands on the pages. */
  shown = $state<string[]>([]);
  isBusy = $state(false);
  problem = $state.raw<unknown>(null);
  isSaved = $state(false);
  readonly versions: LoadedList<TemplateVersion>;
  readonly text = $derived(textOf(this.clauses));
  readonly hidden = $derived(hiddenOf(this.shown));
  readonly unknown = $derived([...new Set([...unknownIn(this.text), ...unknownIn(this.remarks)])]);
  readonly isTextNeeded = $derived.by(
    () => !saysAnything(this.text) && ['contract', 'act'].includes(this.template.kind),
  );
  readonly isChanged = $derived.by(() => {
    const { name, text, remarks, hidden } = this.template;
    const isSaid = this.name.trim() === name && this.remarks.trim() === remarks;
    return !isSaid || this.text !== textOf(clausesOf(text)) || this.hidden.join() !== hidden.join();
  });
  readonly canSave = $derived(
    this.isChanged &&
      this.name.trim() !== '' &&
      this.unknown.length === 0 &&
      !this.isTextNeeded &&
      this.text.length <= TEXT_MOST,
  );

  readonly #kept: (template: DocumentTemplate) => void;

  constructor(template: DocumentTemplate, kept: (template: DocumentTemplate) => void) {
    this.template = $state.raw(template);
    this.#kept = kept;
    this.#show(template);
    this.versions = new LoadedList(async () => (await api.documentTemplates.versions(template.id)).items);
  }

  save = () => {
    const { text, hidden } = this;
    return this.#write({ name: this.name.trim(), text, remarks: this.remarks.trim(), hidden, restores: null });
  };

  /** An older version becomes the newest one. */
  bringBack = ({ name, text, remarks, hidden, number }: TemplateVersion) =>
    this.#write({ name, text, remarks, hidden, restores: number });

  makeDefault = () => this.#act(() => api.documentTemplates.makeDefault(this.template.id));
  archive = () => this.#act(() => api.documentTemplates.archive(this.template.id));
  unarchive = () => this.#act(() => api.documentTemplates.unarchive(this.template.id));

  /** What somebody else wrote meanwhile, instead of what stands here. */
  reload = () =>
    this.#act(async () => {
      const newest = await api.documentTemplates.get(this.template.id);
      this.#show(newest);
      return newest;
    });

  #write = (content: Pick<TemplateVersion, 'name' | 'text' | 'remarks' | 'hidden' | 'restores'>) =>
    this.#act(async () => {
      const { id, version } = this.template;
      const written = await api.documentTemplates.update(id, { ...content, version });
      this.#show(written);
      return written;
    }, true);

  async #act(act: () => Promise<DocumentTemplate>, isWriting = false): Promise<void> {
    this.isBusy = true;
    this.problem = null;
    this.isSaved = false;
    try {
      this.template = await act();
      this.isSaved = isWriting;
      this.#kept(this.template);
    } catch (error) {
      this.problem = error;
    } finally {
      this.isBusy = false;
    }
    // Whatever came of it, somebody else's may be there by now.
    await this.versions.refresh();
  }

  #show({ name, text, remarks, hidden }: DocumentTemplate) {
    this.shown = shownOf(hidden);
    this.name = name;
    this.clauses = clausesOf(text);
    this.remarks = remarks;
  }
}
