import type { CountryCode } from 'libphonenumber-js';

/** With what an event came, and what it is read by. */
export interface Arrival {
  pageFacebookId: string;
  now: number;
  /** As whose phone numbers those without a country code are read. */
  country: CountryCode;
  /** The installation's own application; empty: not set. */
  appId: string;
}

/** It has the name of something we know, and nothing in it to go by. */
export class Malformed extends Error {
  override name = 'Malformed';
}
