import type { Stage, Talk } from './stage.ts';

export type Person = Pick<Talk, 'name' | 'says' | 'received'>;

/** A person whose profile has no locale, as most are whom Meta tells of. */
export function withoutLocale({ api, meta }: Pick<Stage, 'api' | 'meta'>, firstName: string): Person {
  const page = api.pages.dim.facebookId;
  const { id } = meta.createClient({ firstName, locale: null });
  const fromPage = () => meta.thread({ client: id, page }).messages.filter(({ from }) => from === 'page');
  return {
    name: firstName,
    says: (text) => meta.sendMessage({ client: id, page, text }),
    received: () => fromPage().map(({ text }) => text ?? ''),
  };
}
