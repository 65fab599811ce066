/** What may be wrong with settings: they are not published with it. */
export const FAULT_CODES = [
  'UNKNOWN_KEY',
  'WRONG_TYPE',
  'OUT_OF_RANGE',
  'UNKNOWN_TIME_ZONE',
  'WRONG_TIME',
  'OVERLAP',
  'WRONG_DATE',
  'DOUBLE_DATE',
  'UNKNOWN_COUNTRY',
  'TOO_LONG',
  'UNKNOWN_FILE',
  'UNKNOWN_SOURCE',
  'WRONG_ID',
  'DOUBLE_RULE',
  'UNKNOWN_TEAM',
  'UNKNOWN_PERSON',
  'UNKNOWN_PAGE',
  'UNKNOWN_ORDER_SOURCE',
  'UNKNOWN_COMPANY',
  'EMPTY_TEXT',
  'WRONG_LANGUAGE',
  'WRONG_USERNAME',
  'USERNAME_LENGTH',
  'USERNAME_DOTS',
  'WRONG_COLOR',
] as const;
export type FaultCode = (typeof FAULT_CODES)[number];

/** What may be published and is probably not meant. */
export const WARNING_CODES = [
  'UNKNOWN_VARIABLE',
  'MISSING_LANGUAGE',
  'UNREACHABLE_RULE',
  'RULES_REST',
  'NEVER_OPEN',
] as const;
export type WarningCode = (typeof WARNING_CODES)[number];
