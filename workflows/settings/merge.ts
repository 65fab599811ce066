import { DEFAULTS } from './defaults.ts';
import { merge } from './layers.ts';
import type { Rules, Settings, SettingsPatch, Versions } from './vocabulary.ts';

/** What is in force: what is built in, over it the installation's, over that the page's. */
export function settingsOf(installation: SettingsPatch, page: SettingsPatch): Settings {
  return merge(merge(DEFAULTS, installation), page) as unknown as Settings;
}

/** The part of the settings that a chat decides by. */
export function rulesOf(settings: Settings, revision: number, versions: Versions): Rules {
  const {
    templates: _texts,
    attachments: _files,
    defaultLanguage: _language,
    discloseAutomatic: _note,
    phoneCountry: _country,
    orderSourceId: _source,
    documentCompanyId: _company,
    chatbotUsername: _username,
    widget: _widget,
    routing,
    ...rules
  } = settings;
  const { distribution, matchLanguage } = settings;
  const asks = matchLanguage || routing.some(({ enabled, when }) => enabled && (when.locales?.length ?? 0) > 0);
  return { ...rules, revision, versions, byLanguage: distribution !== 'off' && asks };
}

/** For chats of which nobody told by what settings: nothing is sent by itself. */
export const NO_RULES: Rules = rulesOf(DEFAULTS, 0, { installation: 0, page: 0 });
