import { askEstimate } from '#lib/routing/simulation/estimate.ts';
import { client } from './client.ts';
import { done, result, type WalkQuery, words } from './request.ts';

const { pages, settings } = client.api;
const settingsOf = pages[':id'].settings;

/** Of one page by its id, or (`null`) those for all pages. */
export const settingsApi = {
  get: (id: Scope) => result(id === null ? settings.$get() : settingsOf.$get({ param: { id } })),
  publish: (id: Scope, json: Publication) =>
    result(id === null ? settings.$post({ json }) : settingsOf.$post({ param: { id }, json })),
  draft: (id: Scope) => result(id === null ? settings.draft.$get() : settingsOf.draft.$get({ param: { id } })),
  saveDraft: (id: Scope, json: { settings: SettingsPatch; revision: number; base: number }) =>
    result(id === null ? settings.draft.$put({ json }) : settingsOf.draft.$put({ param: { id }, json })),
  discard: (id: Scope) => done(id === null ? settings.draft.$delete() : settingsOf.draft.$delete({ param: { id } })),
  preview: (id: Scope, json: PreviewQuestion) =>
    result(id === null ? settings.preview.$post({ json }) : settingsOf.preview.$post({ param: { id }, json })),
  whatIf: askEstimate,
  shadow: (id: Scope) => result(id === null ? settings.shadow.$get() : settingsOf.shadow.$get({ param: { id } })),
  startShadow: (id: Scope, revision: number) =>
    result(
      id === null
        ? settings.shadow.$put({ json: { revision } })
        : settingsOf.shadow.$put({ param: { id }, json: { revision } }),
    ),
  stopShadow: (id: Scope) =>
    done(id === null ? settings.shadow.$delete() : settingsOf.shadow.$delete({ param: { id } })),
  calendar: (id: Scope, json: { ics: string; timeZone: string }) =>
    result(id === null ? settings.calendar.$post({ json }) : settingsOf.calendar.$post({ param: { id }, json })),
  versions: (id: Scope, query: WalkQuery) =>
    result(
      id === null
        ? settings.versions.$get({ query: words(query) })
        : settingsOf.versions.$get({ param: { id }, query: words(query) }),
    ),
  version: (id: Scope, number: number) => {
    const version = String(number);
    return result(
      id === null
        ? settings.versions[':version'].$get({ param: { version } })
        : settingsOf.versions[':version'].$get({ param: { id, version } }),
    );
  },
  /** What these, or those in force, make of the golden chats. */
  tryGolden: (id: Scope, json: { settings?: SettingsPatch }) =>
    result(
      id === null ? settings['golden-run'].$post({ json }) : settingsOf['golden-run'].$post({ param: { id }, json }),
    ),
  history: (query: WalkQuery) => result(settings.history.$get({ query: words(query) })),
};

export type Scope = string | null;
/** What a scope says itself. The server judges it, so that a form may hold what is not right yet. */
type SettingsPatch = Record<string, unknown>;
type Publication = {
  settings: SettingsPatch;
  comment?: string;
  replace: true;
  basedOn: number;
  restores?: number;
  draftRevision?: number;
  accept?: string[];
};
export type PreviewQuestion = {
  settings: SettingsPatch;
  template: string;
  locale: string | null;
  language?: string;
  firstName: string;
  lastName?: string;
};
