import { Hono } from 'hono';
import { html } from 'hono/html';
import type { App } from '../graph/token.ts';
import type { World } from '../world.ts';
import { scopes } from './grants.ts';

type DialogNeeds = { world: World; app: App };

/**
 * The page on which a person says what the application may do, with all its ends: they agree, to all or to a part, for
 * all pages or some; they cancel; Facebook fails.
 */
export function createDialog({ world, app }: DialogNeeds) {
  const dialog = new Hono();
  for (const prefix of ['/:version{v[0-9]+\\.[0-9]+}', '']) {
    dialog.get(`${prefix}/dialog/oauth`, (c) => {
      const asked = new URL(c.req.url).searchParams;
      const fault = faultOf(app, asked);
      return fault === null
        ? c.html(form(world, app, asked))
        : c.html(
            html`<h1>Error</h1>
              <p>${fault}</p>`,
            400,
          );
    });
    dialog.get(`${prefix}/dialog/oauth/answer`, (c) => {
      const asked = new URL(c.req.url).searchParams;
      const fault = faultOf(app, asked);
      return fault === null ? c.redirect(endOf(app, asked)) : c.text(fault, 400);
    });
  }
  return dialog;
}

function faultOf(app: App, asked: URLSearchParams): string | null {
  if (asked.get('client_id') !== app.id)
    return 'Invalid App ID: The provided app ID does not look like a valid app ID.';
  const back = asked.get('redirect_uri');
  return back !== null && URL.canParse(back) ? null : 'The redirect_uri URL must be absolute';
}

/** What is asked for; Login for Business says it in its configuration. */
const askedScopes = (asked: URLSearchParams): string[] =>
  asked.has('config_id') ? scopes : (asked.get('scope') ?? 'public_profile').split(',');

function endOf(app: App, asked: URLSearchParams): string {
  const back = new URL(asked.get('redirect_uri') ?? '');
  const says = (members: Record<string, string>) => {
    for (const [name, value] of Object.entries(members)) back.searchParams.set(name, value);
    back.searchParams.set('state', asked.get('state') ?? '');
    return back.href;
  };
  if (asked.get('end') === 'cancel') return says(CANCELLED);
  if (asked.get('end') === 'fail') return says({ error: 'server_error', error_code: '1', error_description: 'Failed' });
  const person = app.grants.people.find(({ id }) => id === asked.get('person'));
  if (!person) return says({ error: 'server_error', error_code: '1', error_description: 'Nobody is logged in' });
  const given = asked.getAll('granted').filter((scope) => askedScopes(asked).includes(scope));
  const grant = { person, asked: askedScopes(asked), scopes: given, pages: asked.getAll('page') };
  const code = app.grants.issue(grant, asked.get('redirect_uri') ?? '', asked.get('code_challenge'));
  return `${says({ code })}#_=_`;
}

const CANCELLED = {
  error: 'access_denied',
  error_code: '200',
  error_description: 'Permissions error',
  error_reason: 'user_denied',
};

function form({ pages }: World, app: App, asked: URLSearchParams) {
  const people = app.grants.people;
  return html`<!doctype html>
    <html lang="en">
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width" />
      <title>Log in with Facebook (simulated)</title>
      <h1>Rozmova wants to manage your Pages</h1>
      <form action="/dialog/oauth/answer">
        ${[...asked].map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
        <fieldset>
          <legend>Continue as</legend>
          ${people.map(
            ({ id, name }, at) =>
              html`<label
                ><input type="radio" name="person" value="${id}" ${at === 0 ? 'checked' : ''} />${name}</label
              >`,
          )}
        </fieldset>
        <fieldset>
          <legend>Pages</legend>
          ${[...pages.values()].map(
            ({ id, name }) => html`<label><input type="checkbox" name="page" value="${id}" checked />${name}</label>`,
          )}
        </fieldset>
        <fieldset>
          <legend>What Rozmova may do</legend>
          ${askedScopes(asked).map(
            (scope) => html`<label><input type="checkbox" name="granted" value="${scope}" checked />${scope}</label>`,
          )}
        </fieldset>
        <button name="end" value="agree">Continue</button>
        <button name="end" value="cancel">Cancel</button>
        <button name="end" value="fail">Something goes wrong</button>
      </form>
    </html>`;
}
