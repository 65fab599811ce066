import type { FacebookApp, FacebookLogin, FacebookVerdict } from '#lib/api/types.ts';
import { m } from '#lib/paraglide/messages.js';

type FoundPage = FacebookLogin['pages'][number];

/** What Meta says of an application. */
export function verdictWords({ name, reason }: FacebookVerdict): string {
  if (reason === null) return m.fb_app_good({ name });
  return {
    wrong_id: m.fb_app_wrong_id,
    wrong_secret: m.fb_app_wrong_secret,
    away: m.fb_app_away,
    strange: m.fb_app_strange,
  }[reason]();
}

/** Without what nobody can log in. */
export const missingWords = (missing: FacebookApp['missing']): string[] =>
  missing.map((name) =>
    ({
      shared: m.fb_missing_shared,
      employees: m.fb_missing_employees,
      appId: m.fb_missing_app_id,
      secret: m.fb_missing_secret,
      verifyToken: m.fb_missing_verify_token,
    })[name](),
  );

/** Why nothing came of a log-in. */
export function failureWords(login: FacebookLogin): string {
  const missing = login.scopes.filter(({ given }) => !given).map(({ scope }) => scope);
  return {
    cancelled: m.fb_failed_cancelled,
    facebook_failed: m.fb_failed_facebook,
    code_refused: m.fb_failed_code,
    app_refused: m.fb_failed_app,
    address_refused: m.fb_failed_address,
    scopes_missing: () => m.fb_failed_scopes({ scopes: missing.join(', ') }),
    no_pages: m.fb_failed_no_pages,
    expired: m.fb_refused_expired,
    away: m.fb_failed_away,
    strange: m.fb_failed_strange,
  }[login.failure ?? 'strange']();
}

/** Why Facebook does not bring what clients write; other words than these are Facebook's own. */
export function webhookWords(why: string): string {
  if (why === 'other_address') return m.fb_webhook_elsewhere();
  return m.fb_webhook_failed({ why: why === 'away' ? m.fb_app_away() : why });
}

/** Why what came back from Facebook was not looked at. */
export function refusedWords(why: string): string {
  if (why === 'used') return m.fb_refused_used();
  if (why === 'expired') return m.fb_refused_expired();
  return why === 'foreign' ? m.fb_refused_foreign() : m.fb_refused_unknown();
}

/** What is to be known of a page before it is chosen. */
export function obstacleWords({ obstacle, others }: FoundPage): string | null {
  if (obstacle === null) return null;
  return {
    no_messaging: m.fb_page_no_messaging,
    no_token: m.fb_page_no_token,
    other_system: () => m.fb_page_other_system({ others: others.join(', ') }),
    other_app: m.fb_page_other_app,
    connected: m.fb_page_connected,
  }[obstacle]();
}

export const isConnectable = ({ obstacle }: FoundPage): boolean =>
  obstacle !== 'no_messaging' && obstacle !== 'no_token';

/** What became of a page that was chosen. */
export function outcomeWords({ state, reason }: FoundPage): string {
  if (state === 'connected') return m.fb_page_done();
  if (state !== 'failed') return m.fb_page_connecting();
  if (reason === 'no_token') return m.fb_page_no_token();
  return reason === 'away' ? m.fb_failed_away() : m.fb_page_refused({ code: reason ?? '' });
}
