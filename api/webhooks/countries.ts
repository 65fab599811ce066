import type { CountryCode } from 'libphonenumber-js';
import type { Pool } from 'pg';
import type { Topic } from '#db/notify/notifier.ts';
import { readCountries } from '#db/settings/countries.ts';
import type { Job } from '#platform/background.ts';
import { DEFAULTS } from '#workflows/settings/defaults.ts';

const LOOK_EVERY_MS = 5_000;

/** As whose numbers those without a country code are read, by page; kept at hand, since every delivery asks. */
export class Countries {
  private known = new Map<string, CountryCode>();

  of(pageFacebookId: string): CountryCode {
    return this.known.get(pageFacebookId) ?? DEFAULTS.phoneCountry;
  }

  /** Looks again now and then, and at once when woken. */
  watch(pool: Pool): Job<Topic> {
    const pass = async (): Promise<boolean> => {
      this.known = await readCountries(pool);
      return false;
    };
    return { name: 'countries', everyMs: LOOK_EVERY_MS, topics: ['settings'], pass };
  }
}
