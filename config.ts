import { z } from 'zod';
import { isLocalHost } from '#platform/local.ts';
import type { BucketSettings } from '#platform/store/file-store.ts';

const days = (usual: number) => z.coerce.number().int().min(1).max(3650).default(usual);

/**
 * Every setting of the installation, with what it means. The only reader of `process.env`; entry files call
 * `loadConfig()` and hand values inwards. `.env.example` is made from these descriptions.
 */
const settings = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(3000).describe('Port of the API and the desk.'),
  HOST: z
    .string()
    .default('')
    .describe('Address to listen on. Empty: this machine alone while PUBLIC_URL is local, else every address.'),
  DATA_DIR: z
    .string()
    .default('.data')
    .describe(
      'Folder for what `npm start` keeps: databases, keys, logs; and for exports and files, shared by api and workers.',
    ),
  S3_BUCKET: z
    .string()
    .default('')
    .describe('S3-compatible bucket for files that were sent and received. Empty: the folder `files` in DATA_DIR.'),
  S3_ENDPOINT: z.string().default('').describe("Address of the bucket's server, https://host. Empty: Amazon's."),
  S3_REGION: z.string().default('us-east-1').describe('Region of the bucket.'),
  S3_ACCESS_KEY_ID: z
    .string()
    .default('')
    .describe("Key that may read, write and delete in the bucket. Empty: the machine's own role."),
  S3_SECRET_ACCESS_KEY: z.string().default('').describe('Its secret.'),
  DATABASE_URL: z
    .string()
    .default('')
    .describe('PostgreSQL, postgres://user:password@host:port/name. Empty: `npm start` runs its own.'),
  TEMPORAL_ADDRESS: z.string().default('').describe('Temporal server, host:port. Empty: `npm start` runs its own.'),
  TEMPORAL_NAMESPACE: z.string().default('default').describe('Temporal namespace of the chats.'),
  WORKER_DEPLOYMENT: z
    .string()
    .regex(/^[a-z0-9-]*$/)
    .default('')
    .describe(
      "Name under which Temporal knows the workers, where several run: chats stay with their build's workers and " +
        'roll over to the newest one. Empty: one build at a time. Once set it stays set.',
    ),
  GRAPH_API_URL: z.string().default('https://graph.facebook.com').describe('Base address of the Graph API.'),
  PUBLIC_URL: z
    .string()
    .default('')
    .describe('Address people open, https://desk.example.com. Empty: http://localhost:PORT.'),
  SECRET_KEYS: z
    .string()
    .default('')
    .describe(
      'Keys for secrets and payloads, id:base64 of 32 bytes, comma separated; the first one encrypts, all decrypt. ' +
        'Empty: `npm start` makes one in DATA_DIR.',
    ),
  ATTACHMENT_HOSTS: z
    .string()
    .default('fbcdn.net,fbsbx.com')
    .refine((text) => text.split(',').every((part) => !part.includes('://') || URL.canParse(part.trim())))
    .describe(
      'Domains of what clients send, comma separated: files are fetched from these and all below them, by https and ' +
        'from no inner address. A whole origin, http://127.0.0.1:4001, is asked wherever it is.',
    ),
  CRM_ORIGINS: z
    .string()
    .default('')
    .refine((text) => text.split(',').every((part) => part.trim() === '' || URL.canParse(part.trim())))
    .describe(
      'Origins of a CRM or of receivers of webhooks that stand inside, https://crm.lan:8443, comma separated: asked ' +
        'wherever they are. Others are asked by https alone and never at an inner address.',
    ),
  ANALYTICS_URL: z
    .url({ protocol: /^https?$/ })
    .default('https://www.google-analytics.com')
    .describe('Where Google Analytics takes events; https://region1.google-analytics.com: within the EU.'),
  FACEBOOK_APP_ID: z
    .string()
    .default('')
    .describe('Id of the shared Facebook application; without one the company has its own, in the settings.'),
  FACEBOOK_APP_SECRET: z
    .string()
    .default('')
    .describe(
      'Secret of the Facebook application; checks webhook signatures. ' +
        'Two, comma separated, while it is being replaced.',
    ),
  FACEBOOK_VERIFY_TOKEN: z.string().default('').describe("Token of the webhook's verification."),
  FACEBOOK_CONFIG_ID: z.string().default('').describe('Configuration of its Login for Business. Empty: plain Login.'),
  FACEBOOK_URL: z.string().default('https://www.facebook.com').describe('Where people log in with Facebook.'),
  ADMIN_EMAIL: z
    .string()
    .default('')
    .describe("E-mail of the owner's log-in: an admin who is added if nobody has that address. There is no demo then."),
  ADMIN_PASSWORD: z
    .string()
    .default('')
    .describe('Their password until they change it, at least 8 characters and none that is guessed first.'),
  DEMO: z
    .union([z.literal(''), z.stringbool()])
    .default('')
    .describe(
      '`npm start` only: the simulated Messenger and a demo company, whose password stands in the README. ' +
        'Empty: while nobody else can reach this machine (PUBLIC_URL and HOST are local, no TRUSTED_PROXIES) and ' +
        'no ADMIN_EMAIL is given; true anywhere else is refused. When it ends, its people end.',
    ),
  DEMO_STORIES: z
    .stringbool()
    .default(true)
    .describe('Whether a new demo company begins with a dozen chats, in which something happens.'),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .describe('How much the processes write to their logs.'),
  TRUSTED_PROXIES: z
    .string()
    .default('')
    .describe('Addresses of reverse proxies whose X-Forwarded-For is believed, comma separated.'),
  TEMPORAL_UI_URL: z
    .string()
    .default('')
    .describe("Address of Temporal's web UI; may ask the API to decode payloads for admins."),
  RAW_EVENT_DAYS: days(30).describe('Days for which raw webhook events are kept.'),
  ROUTING_RECORD_DAYS: days(180).describe(
    'Days for which it is kept why an operator was chosen; for open chats, longer. ' +
      'Trials of new rules look back as far.',
  ),
  PRESENCE_DAYS: days(400).describe('Days for which it is kept who was at their desk when.'),
  BIN_DAYS: days(30).describe('Days for which deleted chats can be put back, before they are purged.'),
  AUDIT_DAYS: days(1095).describe('Days for which it is kept who did what to the installation.'),
  ALIVE_FILE: z
    .string()
    .default('')
    .describe('File whose time a worker renews every ten seconds while it runs, for health checks. Empty: none.'),
  RETENTION_DAYS: days(90).describe(
    "Days for which Temporal keeps closed chats' histories (set by `npm start` on its own server).",
  ),
});

export type Config = Omit<z.infer<typeof settings>, 'DEMO'> & { DEMO: boolean };

/** Names, defaults and meanings of all settings, for `.env.example`. */
export const settingDescriptions = Object.entries(settings.shape).map(([name, schema]) => ({
  name,
  description: schema.description ?? '',
  default: String(settings.parse({})[name as keyof Config]),
}));

/** Reads and checks the environment. Throws one `ConfigError` that names every wrong variable. */
export function loadConfig(env: Record<string, string | undefined> = process.env): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const result = settings.safeParse(given);
  if (!result.success) {
    const faults = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new ConfigError(`The environment has faults:\n${faults.join('\n')}`);
  }
  const { DEMO: wanted, ...config } = result.data;
  config.PUBLIC_URL ||= `http://localhost:${config.PORT}`;
  const against = againstDemo(config);
  if (wanted === true && against !== null) throw new ConfigError(`DEMO=true: ${against}. ${NO_DEMO}`);
  return { ...config, DEMO: wanted === '' ? against === null : wanted };
}

const NO_DEMO = "The demo's people log in with a password that everybody can read: leave DEMO out, or set it to false.";

/** Why there must be no demo; null: it harms nobody. */
function againstDemo(config: Omit<Config, 'DEMO'>): string | null {
  const { PUBLIC_URL, HOST, ADMIN_EMAIL, ADMIN_PASSWORD, TRUSTED_PROXIES } = config;
  if (ADMIN_EMAIL !== '' || ADMIN_PASSWORD !== '') return 'ADMIN_EMAIL or ADMIN_PASSWORD names an owner';
  if (!isLocalHost(URL.parse(PUBLIC_URL)?.hostname ?? '')) return `others reach PUBLIC_URL, ${PUBLIC_URL}`;
  if (TRUSTED_PROXIES !== '') return 'others come through TRUSTED_PROXIES';
  return HOST === '' || isLocalHost(HOST) ? null : `others reach HOST, ${HOST}`;
}

/** The bucket of files; null: they stand in a folder. */
export function bucketOf(config: Config): BucketSettings | null {
  const { S3_BUCKET: bucket, S3_ENDPOINT: endpoint, S3_REGION: region } = config;
  if (bucket === '') return null;
  return {
    bucket,
    endpoint,
    region,
    accessKeyId: config.S3_ACCESS_KEY_ID,
    secretAccessKey: config.S3_SECRET_ACCESS_KEY,
  };
}

/** Throws unless all `names` are set: each process says what it cannot do without. */
export function requireSettings(config: Config, names: (keyof Config)[]): void {
  const missing = names.filter((name) => config[name] === '');
  if (missing.length > 0) throw new ConfigError(`These settings are needed and not set: ${missing.join(', ')}`);
}

export class ConfigError extends Error {
  override name = 'ConfigError';
}
