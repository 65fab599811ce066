/** What comes in one request. */
export interface Hit {
  query: Record<string, string>;
  client_id?: string;
  timestamp_micros?: number;
  consent?: Record<string, string>;
  events?: { name: string; params: Record<string, unknown> }[];
}

interface Message {
  fieldPath: string;
  description: string;
  validationCode: string;
}

const NAME = /^[A-Za-z][A-Za-z0-9_]{0,39}$/;
const RESERVED_NAMES = ['session_start', 'first_visit', 'user_engagement', 'ad_click', 'app_remove', 'error'];
const RESERVED = /^(_|firebase_|ga_|google_|gtag\.)/;
const THREE_DAYS_MICROS = 72 * 60 * 60 * 1_000_000;

/** What Google's validation says; whether the secret belongs to the stream it does not look at. */
export function faultsOf(query: URLSearchParams, hit: Omit<Hit, 'query'>): Message[] {
  return [
    ...(query.get('measurement_id') ? [] : [required('measurement_id', 'Measurement ID')]),
    ...(query.get('api_secret') ? [] : [required('api_secret', 'API secret')]),
    ...(hit.client_id ? [] : [required('client_id', 'client_id')]),
    ...(isTooOld(hit.timestamp_micros)
      ? [invalid('timestamp_micros', 'Measurement timestamp_micros has timestamp.')]
      : []),
    ...Object.entries(hit.consent ?? {}).flatMap(([key, value]) => ofConsent(key, value)),
    ...(hit.events?.length ? [] : [required('events', 'events')]),
    ...(hit.events ?? []).flatMap((event, n) => ofEvent(event, n)),
  ];
}

function ofConsent(key: string, value: string): Message[] {
  const isKnown = ['ad_user_data', 'ad_personalization'].includes(key) && ['GRANTED', 'DENIED'].includes(value);
  return isKnown ? [] : [invalid(`consent.${key}`, `Unknown consent [${key}: ${value}].`)];
}

function ofEvent({ name, params }: { name: string; params: Record<string, unknown> }, n: number): Message[] {
  const at = `Event at index: [${n}]`;
  const found: Message[] = [];
  if (!NAME.test(name)) found.push(message('events', `${at} has invalid name [${name}].`, 'NAME_INVALID'));
  if (RESERVED.test(name) || RESERVED_NAMES.includes(name))
    found.push(message('events', `${at} has name [${name}] which is reserved.`, 'NAME_RESERVED'));
  if (Object.keys(params).length > 25)
    found.push(message('events', `${at} has too many parameters.`, 'EXCEEDED_MAX_ENTITIES'));
  for (const [key, value] of Object.entries(params)) {
    if (!NAME.test(key)) found.push(message(`events.params`, `${at} has invalid param name [${key}].`, 'NAME_INVALID'));
    if (typeof value === 'string' && value.length > 100)
      found.push(invalid(`events.params`, `${at}: [${key}] is too long.`));
  }
  if (name === 'purchase')
    for (const key of ['transaction_id', 'currency', 'value', 'items'])
      if (params[key] === undefined) found.push(required(`events.params.${key}`, key));
  if (params['value'] !== undefined && params['currency'] === undefined)
    found.push(required('events.params.currency', 'currency'));
  return found;
}

const isTooOld = (micros: number | undefined): boolean =>
  micros !== undefined && (!Number.isInteger(micros) || micros < Date.now() * 1_000 - THREE_DAYS_MICROS);

const message = (fieldPath: string, description: string, validationCode: string): Message => ({
  fieldPath,
  description,
  validationCode,
});
const required = (path: string, what: string): Message =>
  message(path, `Measurement requires a non-empty [${what}].`, 'VALUE_REQUIRED');
const invalid = (path: string, description: string): Message => message(path, description, 'VALUE_INVALID');
