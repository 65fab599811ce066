import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { RateLimiterMemory, RateLimiterPostgres, type RateLimiterRes } from 'rate-limiter-flexible';
import { networkOf } from './address.ts';
import { tooMany } from './line.ts';

const WINDOW_SECONDS = 15 * 60;
const PER_ACCOUNT = 10;
/** An office shares one address. */
const PER_ADDRESS = 50;
/** An account whose owner is guessed at from elsewhere stays open for the address that last got in. */
const KNOWN_SECONDS = 30 * 24 * 60 * 60;

export interface Attempts {
  /** Throws TOO_MANY_ATTEMPTS where a try would be one too many, with when to come back; counts none. */
  look(email: string, address: string): Promise<void>;
  /**
   * Counts a try, and throws TOO_MANY_ATTEMPTS, with when to come back. Called when its password is looked at: a whole
   * company that logs in at one moment behind one address waits in line, and none of them was counted meanwhile.
   */
  begin(email: string, address: string): Promise<void>;
  succeeded(email: string, address: string): Promise<void>;
}

/** Counts tries to log in, in the database, so that several processes count together and a restart forgives nothing. */
export async function createAttempts(pool: Pool): Promise<Attempts> {
  const limiter = limitersOf(pool);
  const byAccount = limiter('account', PER_ACCOUNT, WINDOW_SECONDS);
  const byAddress = limiter('address', PER_ADDRESS, WINDOW_SECONDS);
  const byPair = limiter('pair', PER_ACCOUNT, WINDOW_SECONDS);
  const known = limiter('known', 1, KNOWN_SECONDS);
  /** Where a try is counted: for the account, or for its owner at the address that last got in. */
  const counted = async (email: string, network: string): Promise<[RateLimiterPostgres, string]> => {
    const pair = key(email, network);
    return (await known.get(pair)) === null ? [byAccount, key(email, '')] : [byPair, pair];
  };
  return {
    look: async (email, address) => {
      const network = networkOf(address);
      await look(byAddress, network);
      await look(...(await counted(email, network)));
    },
    begin: async (email, address) => {
      const network = networkOf(address);
      const of = await counted(email, network);
      await consume(byAddress, network);
      await consume(...of);
    },
    succeeded: async (email, address) => {
      // Getting in is no attack, however often.
      const network = networkOf(address);
      await byAddress.reward(network, 1);
      await byAccount.delete(key(email, ''));
      await byPair.delete(key(email, network));
      await known.set(key(email, network), 1, KNOWN_SECONDS);
    },
  };
}

function limitersOf(pool: Pool) {
  return (keyPrefix: string, points: number, duration: number): RateLimiterPostgres =>
    new RateLimiterPostgres({
      storeClient: pool,
      storeType: 'pool',
      tableName: 'login_attempt',
      tableCreated: true,
      keyPrefix,
      points,
      duration,
      insuranceLimiter: new RateLimiterMemory({ points, duration }),
    });
}

/** No e-mail address stands in the table. */
function key(email: string, address: string): string {
  return createHash('sha256').update(`${email.toLowerCase()} ${address}`).digest('base64url');
}

async function look(limiter: RateLimiterPostgres, id: string): Promise<void> {
  const found = await limiter.get(id);
  if (found && found.consumedPoints >= limiter.points) throw tooMany(Math.ceil(found.msBeforeNext / 1000));
}

async function consume(limiter: RateLimiterPostgres, id: string): Promise<void> {
  try {
    await limiter.consume(id);
  } catch (refused) {
    if (refused instanceof Error) throw refused;
    throw tooMany(Math.ceil((refused as RateLimiterRes).msBeforeNext / 1000));
  }
}
