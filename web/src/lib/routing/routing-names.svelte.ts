import { api } from '#lib/api/api.ts';
import { all } from '#lib/api/request.ts';
import type { Person, Team } from '#lib/api/types.ts';
import type { RoutingNames } from '#lib/routing/rules/rule-words.ts';
import { session } from '#lib/session/session.svelte.ts';

/**
 * The teams and people that rules may name, and the segments of contacts; loaded whenever a page with rules is opened.
 */
class Names implements RoutingNames {
  teams = $state.raw<Team[]>([]);
  people = $state.raw<Person[]>([]);
  segments = $state.raw<string[]>([]);
  /** Those who take no chats any more, too: rules may still name them. */
  #everybody = $state.raw<Person[]>([]);
  state = $state<'loading' | 'ready' | 'failed'>('loading');
  isKnown = $derived(this.state === 'ready');
  #isAsked = false;

  /** For who only reads the names. */
  ensure(): void {
    if (!this.#isAsked) void this.load();
  }

  load = async (): Promise<void> => {
    this.#isAsked = true;
    try {
      const [teams, operators, segments, everybody] = await Promise.all([
        api.teams.list(),
        api.operators.list(),
        api.contacts.segments(),
        session.isAdmin ? all(api.employees.list) : [],
      ]);
      this.teams = teams.items;
      this.people = operators.items.map(({ employee }) => employee);
      this.segments = segments.items;
      this.#everybody = everybody;
      this.state = 'ready';
    } catch {
      this.state = this.state === 'ready' ? 'ready' : 'failed';
    }
  };

  team = (id: string): string | null => nameIn(this.teams, id);
  person = (id: string): string | null => nameIn(this.people, id) ?? nameIn(this.#everybody, id);
  page = (id: string): string | null => nameIn(session.pages, id);
}

export const routingNames = new Names();

function nameIn(known: Person[], id: string): string | null {
  return known.find((one) => one.id === id)?.name ?? null;
}
