import { api } from '#lib/api/api.ts';
import type { SettingsVersion } from '#lib/api/types.ts';

const PAGE_SIZE = 30;
/** Of which scope: everything, the settings for all pages, or those of the page with this id. */
export type HistoryScope = 'everything' | 'installation' | (string & {});

/** Published versions, newest first. */
export class SettingsHistory {
  readonly scope: HistoryScope;
  items = $state.raw<SettingsVersion[]>([]);
  total = $state(0);
  state = $state<'loading' | 'ready' | 'failed'>('loading');
  error = $state.raw<unknown>(null);
  isLoadingMore = $state(false);
  /** Where the list goes on; null at its end. */
  #next: string | null = null;

  constructor(scope: HistoryScope) {
    this.scope = scope;
  }

  /** The newest; and, wherever it stands, the version that was asked for. */
  load = async (wanted: number | null = null): Promise<void> => {
    this.state = this.items.length > 0 ? 'ready' : 'loading';
    try {
      const list = await this.#ask('');
      this.#next = list.next;
      this.total = list.total;
      const isFar = wanted !== null && !list.items.some(({ version }) => version === wanted);
      this.items = isFar ? [...list.items, ...(await this.#one(wanted))] : list.items;
      this.state = 'ready';
      this.error = null;
    } catch (error) {
      this.error = error;
      this.state = 'failed';
    }
  };

  more = async (): Promise<void> => {
    if (this.#next === null) return;
    this.isLoadingMore = true;
    try {
      const list = await this.#ask(this.#next);
      this.#next = list.next;
      this.total = list.total;
      const arrived = new Set(list.items.map(keyOf));
      this.items = [...this.items.filter((item) => !arrived.has(keyOf(item))), ...list.items];
    } catch (error) {
      this.error = error;
    } finally {
      this.isLoadingMore = false;
    }
  };

  /** Brings a version back as a new one. `accept`: pinned chats that may go otherwise by it. */
  async restore(item: SettingsVersion, accept: string[] = []): Promise<void> {
    const scope = item.scope?.id ?? null;
    const [{ own }, { version: basedOn }] = await Promise.all([
      api.settings.version(scope, item.version),
      api.settings.get(scope),
    ]);
    await api.settings.publish(scope, { settings: own, replace: true, restores: item.version, basedOn, accept });
    this.items = [];
    await this.load();
  }

  async #one(version: number): Promise<SettingsVersion[]> {
    const scope = this.scope === 'installation' ? null : this.scope;
    const item = await api.settings.version(scope, version).catch(() => null);
    return item ? [{ ...item, scope: scope === null ? null : { id: scope, name: '' } }] : [];
  }

  async #ask(cursor: string): Promise<{ items: SettingsVersion[]; total: number; next: string | null }> {
    const query = { cursor, pageSize: PAGE_SIZE };
    if (this.scope === 'everything') return api.settings.history(query);
    const id = this.scope === 'installation' ? null : this.scope;
    const { items, total, next } = await api.settings.versions(id, query);
    return { total, next, items: items.map((item) => ({ ...item, scope: id === null ? null : { id, name: '' } })) };
  }
}

export function keyOf(item: SettingsVersion): string {
  return `${item.scope?.id ?? 'installation'}-${item.version}`;
}

/** Of each scope the newest that is listed is the one in force: the list begins with the newest. */
export function currentOf(items: SettingsVersion[]): Set<string> {
  const newest = new Map<string, SettingsVersion>();
  for (const item of items) {
    const scope = item.scope?.id ?? 'installation';
    if (item.version > (newest.get(scope)?.version ?? 0)) newest.set(scope, item);
  }
  return new Set([...newest.values()].map(keyOf));
}
