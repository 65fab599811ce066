import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { NotFetched } from './not-fetched.ts';

/** What may be asked from here. */
export interface Hosts {
  /** These and all below them, by https alone and never at an inner address; `any`: every host of the internet so. */
  domains: string[] | 'any';
  /** Exactly these, as whoever installs it named them, wherever they are. */
  origins: string[];
}

export interface Address {
  address: string;
  family: number;
}

/** One address of a host, checked: a request goes there and nowhere else. */
export interface Target {
  url: URL;
  at: Address;
}

/** As in ATTACHMENT_HOSTS: domains and whole origins, comma separated. */
export function readHosts(text: string): Hosts {
  const parts = text.split(',').flatMap((part) => part.trim().toLowerCase() || []);
  return {
    domains: parts.filter((part) => !part.includes('://')),
    origins: parts.filter((part) => part.includes('://')).map((part) => new URL(part).origin),
  };
}

/** As in CRM_ORIGINS: whole origins, comma separated, beside every host of the internet. */
export const anyHostOr = (origins: string): Hosts => ({ domains: 'any', origins: readHosts(origins).origins });

/** Whether an address is one that may be asked, as far as its text tells. */
export function isAllowed(url: URL, { domains, origins }: Hosts): boolean {
  if (url.username !== '' || url.password !== '') return false;
  const isOurs =
    domains === 'any' || domains.some((domain) => url.hostname === domain || url.hostname.endsWith(`.${domain}`));
  return origins.includes(url.origin) || (isOurs && url.protocol === 'https:' && url.port === '');
}

/** Where to ask for this address; throws `NotFetched` for every one that is not to be asked. */
export async function target(
  address: string,
  hosts: Hosts,
  resolve: (host: string) => Promise<Address[]>,
): Promise<Target> {
  if (!URL.canParse(address)) throw new NotFetched('refused', 'host');
  const url = new URL(address);
  if (!isAllowed(url, hosts)) throw new NotFetched('refused', 'host');
  const isNamed = hosts.origins.includes(url.origin);
  const found = await addressesOf(url.hostname, resolve);
  // One of several is enough: which of them is asked would be a matter of chance.
  if (!isNamed && found.some(isInner)) throw new NotFetched('refused', 'inside');
  const [at] = found;
  if (!at) throw new NotFetched('again', 'away');
  return { url, at };
}

/** All addresses of a host, as this machine knows them. */
export const ofSystem = (host: string): Promise<Address[]> => lookup(host, { all: true });

async function addressesOf(host: string, resolve: (host: string) => Promise<Address[]>): Promise<Address[]> {
  const bare = host.replace(/^\[(.*)\]$/, '$1');
  const family = isIP(bare);
  if (family !== 0) return [{ address: bare, family }];
  return resolve(host).catch((error: unknown) => {
    throw new NotFetched('again', 'away', error);
  });
}

/** Whether it is none of the public internet's: loopback, private, link-local, clouds' metadata, of no host at all. */
export function isInner({ address, family }: Address): boolean {
  if (family === 4) return INNER.check(address, 'ipv4');
  // Forms of IPv6 that carry an address of IPv4 lie outside of what is given to hosts, or are named.
  return !GIVEN.check(address, 'ipv6') || INNER.check(address, 'ipv6');
}

const INNER = new BlockList();
/** IANA's registries of special addresses. */
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  INNER.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  INNER.addSubnet(net, bits, 'ipv6');
const GIVEN = new BlockList();
GIVEN.addSubnet('2000::', 3, 'ipv6');
