import { createHash, randomBytes } from 'node:crypto';
import { graphError, wrong } from '../graph/error.ts';
import { personSchema, type Person, type PersonInput } from './person.ts';

export const scopes = [
  'pages_show_list',
  'pages_messaging',
  'pages_manage_metadata',
  'pages_read_engagement',
  'pages_user_locale',
  'business_management',
];

/** What a person let the app do. */
export type Grant = {
  person: Person;
  /** What it asked for, and what of that it got. */
  asked: string[];
  scopes: string[];
  /** The pages they chose; null: all. */
  pages: string[] | null;
};

type Code = { grant: Grant; redirectUri: string; challenge: string | null; at: number; isUsed: boolean };

/** As long as Meta's code is good. */
const CODE_MS = 10 * 60_000;

/** Who there is, the codes of the login dialog, and what came out of them. */
export class Grants {
  readonly people: Person[];
  private readonly codes = new Map<string, Code>();
  private readonly tokens = new Map<string, Grant>();

  constructor(people: PersonInput[]) {
    this.people = people.map((person) => personSchema.parse(person));
  }

  /** A code that is good once. */
  issue(grant: Grant, redirectUri: string, challenge: string | null): string {
    const code = `AQ${randomBytes(60).toString('base64url')}`;
    this.codes.set(code, { grant, redirectUri, challenge, at: Date.now(), isUsed: false });
    return code;
  }

  /** A short-lived token for a code, or Meta's refusal. */
  exchange(code: string, redirectUri: string, verifier: string | null): string {
    const found = this.codes.get(code);
    if (!found) throw graphError(400, 100, 'Invalid verification code format.');
    if (found.isUsed) throw graphError(400, 100, 'This authorization code has been used.', 36009);
    if (Date.now() - found.at > CODE_MS) throw graphError(400, 100, 'This authorization code has expired.', 36007);
    if (found.redirectUri !== redirectUri) throw graphError(400, 100, REDIRECT, 36008);
    if (found.challenge !== null && challengeOf(verifier ?? '') !== found.challenge)
      throw wrong('Invalid code_verifier parameter');
    found.isUsed = true;
    return this.token(found.grant);
  }

  /** A long-lived one of the same person for a short-lived one. */
  prolong(token: string): string {
    const grant = this.tokens.get(token);
    if (!grant) throw graphError(400, 190, 'Invalid OAuth access token - Cannot parse access token');
    return this.token(grant);
  }

  of(token: string): Grant | null {
    return this.tokens.get(token) ?? null;
  }

  private token(grant: Grant): string {
    const token = `EAAU${randomBytes(60).toString('base64url')}`;
    this.tokens.set(token, grant);
    return token;
  }
}

const REDIRECT =
  'Error validating verification code. Please make sure your redirect_uri is identical to the one you used in the ' +
  'OAuth dialog request';

const challengeOf = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url');
