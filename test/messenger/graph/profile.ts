import type { Client, Page, Thread, World } from '../world.ts';
import { graphError } from './error.ts';
import { text, type Params } from './request.ts';

const defaultFields = 'first_name,last_name,profile_pic,id';

/** `GET /{PSID}`: only asked fields; a person without a locale, an empty answer and a refusal all occur. */
export function profileOf(
  world: World,
  page: Page,
  thread: Thread,
  params: Params,
  pictureUrl: string,
): Record<string, unknown> {
  const client = world.clients.get(thread.client);
  if (thread.page !== page.id || !client) throw graphError(400, 100, `(#100) No matching user found`, 2018001);
  if (client.profile === 'refused')
    throw graphError(400, 100, '(#100) Insufficient permission to access user profile.', 2018247);
  if (client.profile === 'empty') return {};
  const all = { ...fieldsOf(client, pictureUrl), ...strangeOf(client) };
  const asked = (text(params.values['fields']) ?? defaultFields).split(',').map((field) => field.trim());
  const given = asked.filter((field) => all[field] !== undefined && all[field] !== null);
  return { ...Object.fromEntries(given.map((field) => [field, all[field]])), id: thread.psid };
}

export function fullName({ firstName, lastName }: Client): string {
  return `${firstName} ${lastName}`.trim();
}

function strangeOf({ profile }: Client): Record<string, unknown> {
  if (profile === 'name_only') return { first_name: null, last_name: null };
  return profile === 'odd' ? { first_name: { given: true }, locale: 5 } : {};
}

function fieldsOf(client: Client, pictureUrl: string): Record<string, unknown> {
  return {
    name: fullName(client),
    first_name: client.firstName,
    last_name: client.lastName,
    profile_pic: pictureUrl,
    locale: client.locale,
    timezone: client.timezone,
    gender: client.gender,
  };
}
