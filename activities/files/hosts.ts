import { BlockList, isIP } from 'node:net';
import { NotFetched } from './not-fetched.ts';

/** From where files may be fetched. */
export interface Hosts {
  /** These and all below them, by https alone and never from an inner address. */
  domains: string[];
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

/** Where to ask for this address; throws `NotFetched` for every one that is not to be asked. */
export async function target(
  address: string,
  { domains, origins }: Hosts,
  resolve: (host: string) => Promise<Address[]>,
): Promise<Target> {
  if (!URL.canParse(address)) throw new NotFetched('refused', 'host');
  const url = new URL(address);
  if (url.username !== '' || url.password !== '') throw new NotFetched('refused', 'host');
  const isNamed = origins.includes(url.origin);
  const isOurs = domains.some((domain) => url.hostname === domain || url.hostname.endsWith(`.${domain}`));
  if (!isNamed && !(isOurs && url.protocol === 'https:' && url.port === '')) throw new NotFetched('refused', 'host');
  const found = await addressesOf(url.hostname, resolve);
  // One of several is enough: which of them is asked would be a matter of chance.
  if (!isNamed && found.some(isInner)) throw new NotFetched('refused', 'inside');
  const [at] = found;
  if (!at) throw new NotFetched('again', 'away');
  return { url, at };
}

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
