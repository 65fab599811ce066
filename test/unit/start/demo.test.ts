import { expect, test } from 'vitest';
import { ConfigError, loadConfig } from '#config';
import { environmentOf, makePlan } from '#start/plan.ts';
import { silent } from '#start/terminal.ts';
import { isLocalHost } from '#platform/local.ts';
import { removeFolder, temporaryFolder } from '#test/ground/folder.ts';

type Given = Record<string, string>;
const PUBLIC = { PUBLIC_URL: 'https://desk.example.com' };
const ADMIN = { ADMIN_EMAIL: 'owner@svitlo.example', ADMIN_PASSWORD: 'a long enough word' };

test.each<[string, Given]>([
  ['a public address with an owner', { ...PUBLIC, ...ADMIN }],
  ['a public address', PUBLIC],
  ['a public address over plain HTTP', { PUBLIC_URL: 'http://192.168.1.20:3000' }],
  ['an owner', ADMIN],
  ["the owner's e-mail alone", { ADMIN_EMAIL: ADMIN.ADMIN_EMAIL }],
  ["the owner's password alone", { ADMIN_PASSWORD: ADMIN.ADMIN_PASSWORD }],
  ['an address to listen on that others reach', { HOST: '0.0.0.0' }],
  ['every address in IPv6', { HOST: '::' }],
  ['a proxy in front', { TRUSTED_PROXIES: '127.0.0.1' }],
  ['a name that only looks local', { PUBLIC_URL: 'https://localhost.example.com' }],
  ['no address at all', { PUBLIC_URL: 'desk' }],
])('Y17: no demo where there is %s, and asking for it is refused with a word', (_, given) => {
  expect(loadConfig(given).DEMO).toBe(false);
  expect(loadConfig({ ...given, DEMO: 'false' }).DEMO).toBe(false);
  expect(() => loadConfig({ ...given, DEMO: 'true' })).toThrow(ConfigError);
  expect(() => loadConfig({ ...given, DEMO: 'yes' })).toThrow(/DEMO=true.*DEMO out/);
});

test.each<[string, Given]>([
  ['nothing is set', {}],
  ['a port is', { PORT: '4000' }],
  ['the address is this machine', { PUBLIC_URL: 'http://127.0.0.1:4000', HOST: '127.0.0.1' }],
  ['the address is this machine in IPv6', { PUBLIC_URL: 'http://[::1]:4000', HOST: '::1' }],
])('Y17: a demo where %s', (_, given) => {
  expect(loadConfig(given).DEMO).toBe(true);
  expect(loadConfig({ ...given, DEMO: 'true' }).DEMO).toBe(true);
  expect(loadConfig({ ...given, DEMO: 'false' }).DEMO).toBe(false);
});

test.each<[Given, boolean]>([
  [{}, true],
  [PUBLIC, false],
  [ADMIN, false],
])('Y17: every process of a start is told the same of the demo: %o', async (given, demo) => {
  const dataDir = temporaryFolder('plan');
  const config = loadConfig({ ...given, DATA_DIR: dataDir });
  const plan = await makePlan(config, given, silent);
  expect(plan.own.messenger).toBe(demo);
  expect(environmentOf(plan, config, given, 'postgres://x')['DEMO']).toBe(String(demo));
  removeFolder(dataDir);
});

test.each(['localhost', 'LOCALHOST', 'dev.localhost', '127.0.0.1', '127.1.2.3', '[::1]', '::1'])(
  '%s is this machine',
  (name) => {
    expect(isLocalHost(name)).toBe(true);
  },
);

test.each(['', '0.0.0.0', '::', '127.0.0.1.example.com', 'localhost.example.com', 'notlocalhost', '10.0.0.1'])(
  '"%s" is not this machine alone',
  (name) => expect(isLocalHost(name)).toBe(false),
);
