import type { CountryCode } from 'libphonenumber-js';
import type { Pool } from 'pg';
import { readCountries } from '#db/settings/countries.ts';
import type { Logger } from '#platform/log.ts';
import { type Loop, startLoop } from '#platform/loop.ts';
import { DEFAULTS } from '#workflows/settings/defaults.ts';

const LOOK_EVERY_MS = 5_000;

/** As whose numbers those without a country code are read, by page; kept at hand, since every delivery asks. */
export class Countries {
  private known = new Map<string, CountryCode>();

  of(pageFacebookId: string): CountryCode {
    return this.known.get(pageFacebookId) ?? DEFAULTS.phoneCountry;
  }

  /** Looks again now and then, and at once when woken. */
  watch(pool: Pool, log: Logger): Loop {
    return startLoop('countries', log, LOOK_EVERY_MS, async () => {
      this.known = await readCountries(pool);
      return false;
    });
  }
}
