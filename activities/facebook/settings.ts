/** What the environment says of Facebook; `config.ts` tells what each means. */
interface FacebookConfig {
  FACEBOOK_APP_ID: string;
  FACEBOOK_APP_SECRET: string;
  FACEBOOK_VERIFY_TOKEN: string;
  FACEBOOK_CONFIG_ID: string;
}

/** The Facebook application that the installation's owner registered for all. */
export function sharedAppOf(config: FacebookConfig) {
  return {
    appId: config.FACEBOOK_APP_ID,
    appSecrets: listOf(config.FACEBOOK_APP_SECRET),
    verifyToken: config.FACEBOOK_VERIFY_TOKEN,
    configId: config.FACEBOOK_CONFIG_ID,
  };
}

/** Where Facebook's dialog sends people back to, and where Meta brings events. */
export function callbacksAt(publicUrl: string) {
  return {
    redirectUri: new URL('/api/facebook/callback', publicUrl).href,
    webhookUrl: new URL('/webhooks/messenger', publicUrl).href,
  };
}

/** The parts of a list that is separated by commas. */
export const listOf = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
