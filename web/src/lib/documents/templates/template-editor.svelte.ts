import { api } from '#lib/api/api.ts';
import type { DocumentTemplate, TemplateVersion } from '#lib/api/types.ts';
import { LoadedList } from '#lib/ui/loaded-list.svelte.ts';
import { unknownIn } from '#workflows/documents/body.ts';
import { type Clause, clausesOf, textOf } from './clauses.ts';

/** As the server takes them. */
export const TEXT_MOST = 20_000;

/** One template while somebody writes its next version. */
export class TemplateEditor {
  template: DocumentTemplate;
  name = $state('');
  clauses = $state<Clause[]>([]);
  remarks = $state('');
  isBusy = $state(false);
  problem = $state.raw<unknown>(null);
  isSaved = $state(false);
  readonly versions: LoadedList<TemplateVersion>;
  readonly text = $derived(textOf(this.clauses));
  readonly unknown = $derived([...new Set([...unknownIn(this.text), ...unknownIn(this.remarks)])]);
  readonly isTextNeeded = $derived.by(() => this.text === '' && ['contract', 'act'].includes(this.template.kind));
  readonly isChanged = $derived.by(() => {
    const { name, text, remarks } = this.template;
    return this.name.trim() !== name || this.text !== textOf(clausesOf(text)) || this.remarks.trim() !== remarks;
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

  save = () => this.#write({ name: this.name.trim(), text: this.text, remarks: this.remarks.trim(), restores: null });

  /** An older version becomes the newest one. */
  bringBack = ({ name, text, remarks, number }: TemplateVersion) =>
    this.#write({ name, text, remarks, restores: number });

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

  #write = (content: { name: string; text: string; remarks: string; restores: number | null }) =>
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

  #show({ name, text, remarks }: DocumentTemplate) {
    this.name = name;
    this.clauses = clausesOf(text);
    this.remarks = remarks;
  }
}
