import type { CountryCode } from 'libphonenumber-js';

/** With what an event came, and what it is read by. */
export interface Arrival {
  pageFacebookId: string;
  now: number;
  /** As whose phone numbers those without a country code are read. */
  country: CountryCode;
  /** The installation's own applications. */
  appIds: readonly string[];
  /** Seals from where a file comes; left out: that is not kept. */
  seal?: Seal;
}

/** A secret as it may be kept, at its place alone. */
export type Seal = (secret: string, place: string) => string;

/** It has the name of something we know, and nothing in it to go by. */
export class Malformed extends Error {
  override name = 'Malformed';
}
