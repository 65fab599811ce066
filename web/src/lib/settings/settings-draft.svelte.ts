import { ApiError } from '#lib/api/error.ts';
import { api } from '#lib/api/api.ts';
import type { DraftAnswer, Finding, PublishedSettings, Settings } from '#lib/api/types.ts';
import { type Difference, isSame, type Json } from '#workflows/settings/layers.ts';
import { changesOf, drafted, isUnder, valueAt, withHours, without, withValue } from './settings-patch.ts';

const SAVE_AFTER_MS = 600;
const WATCH_EVERY_MS = 1000;

/** The settings of all pages (`scope` null) or of one: what is published, and the draft that the admins share. */
export class SettingsDraft {
  readonly scope: string | null;
  readonly canEdit: boolean;
  state = $state<'loading' | 'ready' | 'failed'>('loading');
  error = $state.raw<unknown>(null);
  published = $state.raw<PublishedSettings | null>(null);
  patch = $state.raw<Json>({});
  check = $state.raw<DraftAnswer['check'] | null>(null);
  saving = $state<'saved' | 'waiting' | 'failed'>('saved');
  /** A colleague's draft which this one would overwrite. */
  theirs = $state.raw<DraftAnswer | null>(null);
  /** The version that this draft was begun from. */
  base = $state(0);
  isJustPublished = $state(false);
  /** Of the draft as it was last saved; 0: there is none. */
  revision = 0;

  #below = $state.raw<Json | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #queue: Promise<void> = Promise.resolve();
  #watching: ReturnType<typeof setTimeout> | undefined;

  readonly own = $derived((this.published?.own ?? {}) as Json);
  readonly #layers = $derived({
    below: this.#below,
    published: withHours(this.published?.settings ?? {}),
    own: this.own,
    patch: this.patch,
  });
  /** What would be in force. */
  readonly settings = $derived(drafted(this.#layers) as unknown as Settings);
  readonly changes = $derived<Difference[]>(changesOf(this.#layers));
  readonly faults = $derived(this.check?.faults ?? []);
  readonly hours = $derived(this.check?.hours ?? this.published?.hours ?? null);
  readonly openChats = $derived(this.check?.chats.open ?? this.published?.chats.open ?? 0);
  readonly waking = $derived(this.published?.waking?.total ? this.published.waking : null);
  /** Something was published since the draft was begun. */
  readonly isOvertaken = $derived(this.changes.length > 0 && this.base < (this.published?.version ?? 0));

  constructor(scope: string | null, canEdit: boolean) {
    this.scope = scope;
    this.canEdit = canEdit;
  }

  load = async (): Promise<void> => {
    if (this.state === 'failed') this.state = 'loading';
    const patch = this.patch;
    try {
      const [published, below, draft] = await Promise.all([
        api.settings.get(this.scope),
        this.scope === null ? null : api.settings.get(null),
        this.canEdit ? api.settings.draft(this.scope) : null,
      ]);
      this.#below = below && withHours(below.settings);
      this.published = published;
      // Whoever has gone on typing meanwhile keeps what they typed.
      if (this.patch === patch) this.#take(draft);
      this.state = 'ready';
      this.error = null;
      this.#watch();
    } catch (error) {
      this.error = error;
      if (this.state === 'loading') this.state = 'failed';
    }
  };

  value = (path: string): unknown => valueAt(this.settings, path);
  faultsAt = (path: string): Finding[] => this.faults.filter((fault) => isUnder(fault.path, path));
  warningsAt = (path: string): Finding[] => (this.check?.warnings ?? []).filter((found) => isUnder(found.path, path));
  changeAt = (path: string): Difference | null =>
    this.changes.find((change) => isUnder(change.path, path) || isUnder(path, change.path)) ?? null;
  /** Whether the scope says this itself; those for all pages say everything. */
  owns = (path: string): boolean => this.scope === null || valueAt(this.patch, path) !== undefined;

  set(path: string, value: unknown) {
    const isAsBefore = valueAt(this.own, path) === undefined && isSame(valueAt(this.#layers.published, path), value);
    this.#edit(isAsBefore ? without(this.patch, path) : withValue(this.patch, path, value));
  }

  /** From then on as for all pages; of a text: not any more. */
  giveUp(path: string) {
    this.#edit(without(this.patch, path));
  }

  /** Saves what waits for it, and only then goes on. */
  flush = async (): Promise<void> => {
    clearTimeout(this.#timer);
    this.#queue = this.#queue.then(() => this.#save());
    await this.#queue;
  };

  takeTheirs() {
    const theirs = this.theirs;
    this.theirs = null;
    if (theirs) this.#take(theirs);
  }

  async keepMine(): Promise<void> {
    this.revision = this.theirs?.draft?.revision ?? 0;
    this.theirs = null;
    await this.flush();
  }

  async discard(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#queue;
    await api.settings.discard(this.scope);
    this.#take(null);
  }

  async publish(comment: string, accept: string[] = []): Promise<void> {
    await this.flush();
    if (this.saving !== 'saved') throw new ApiError(0, 'OFFLINE', '');
    const basedOn = this.published?.version ?? 0;
    try {
      const draftRevision = this.revision;
      const settings = this.patch;
      await api.settings.publish(this.scope, { settings, comment, replace: true, basedOn, draftRevision, accept });
    } catch (error) {
      if (error instanceof ApiError && error.status < 500 && error.status > 0) await this.load();
      throw error;
    }
    await this.load();
    this.isJustPublished = true;
  }

  /** Nobody looks any more. */
  leave() {
    clearTimeout(this.#watching);
    if (this.saving === 'waiting') void this.flush();
  }

  #edit(patch: Json) {
    if (!this.canEdit) return;
    this.patch = patch;
    this.saving = 'waiting';
    this.isJustPublished = false;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), SAVE_AFTER_MS);
  }

  #take(answer: DraftAnswer | null) {
    this.revision = answer?.draft?.revision ?? 0;
    this.base = answer?.draft?.base ?? this.published?.version ?? 0;
    const patch = (answer?.draft?.settings ?? this.own) as Json;
    // What was asked about the same before is not asked again.
    if (!isSame(patch, this.patch)) this.patch = patch;
    this.check = answer?.check ?? null;
    this.saving = 'saved';
  }

  async #save(): Promise<void> {
    if (this.saving === 'saved' || this.theirs) return;
    const patch = this.patch;
    try {
      const answer = await this.#write(patch);
      this.revision = answer?.draft?.revision ?? 0;
      this.check = answer?.check ?? null;
      if (this.patch === patch) this.saving = 'saved';
    } catch (error) {
      this.saving = 'failed';
      if (error instanceof ApiError && error.code === 'DRAFT_CHANGED')
        this.theirs = await api.settings.draft(this.scope).catch(() => null);
    }
  }

  /** A draft that says nothing new is no draft. */
  async #write(patch: Json): Promise<DraftAnswer | null> {
    if (isSame(this.own, patch)) {
      if (this.revision > 0) await api.settings.discard(this.scope);
      return null;
    }
    return api.settings.saveDraft(this.scope, { settings: patch, revision: this.revision, base: this.base });
  }

  /** After publishing, until every open chat has heard of it. */
  #watch() {
    clearTimeout(this.#watching);
    if (this.published?.waking?.finishedAt !== null) return;
    this.#watching = setTimeout(() => {
      void api.settings
        .get(this.scope)
        .then((published) => published.version === this.published?.version && (this.published = published))
        .catch(() => {})
        .finally(() => this.#watch());
    }, WATCH_EVERY_MS);
  }
}
