import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { settingDescriptions } from '#config';
import { NODE_ENVIRONMENT, NODE_FLAGS } from '#start/node-flags.ts';
import { commandOf, ENTRIES, type Program } from '#start/programs/programs.ts';

interface Service {
  image: string;
  user?: string;
  read_only?: boolean;
  tmpfs?: string[];
  cap_drop?: string[];
  cap_add?: string[];
  security_opt?: string[];
  ports?: string[];
  restart?: string;
  environment?: Record<string, string>;
  healthcheck?: { test: string[] };
  entrypoint?: string[];
  command?: string[];
}

const root = join(import.meta.dirname, '../../..');
const text = readFileSync(join(root, 'docker-compose.yml'), 'utf8');
const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8');
const compose = parse(text, { merge: true }) as {
  services: Record<string, Service>;
  configs: Record<string, { content: string }>;
};
const services = Object.entries(compose.services);
const service = (name: string): Service => compose.services[name] ?? { image: '' };
const ours = services.filter(([, { image }]) => image === 'rozmova');
/** They do one thing and end. */
const ONE_SHOT = ['migrate', 'temporal-schema', 'temporal-namespace'];

test('docker-compose.yml gives our processes only settings that exist', () => {
  const given = ours.flatMap(([, { environment = {} }]) => Object.keys(environment));
  expect(given.length).toBeGreaterThan(10);
  expect(settingDescriptions.map(({ name }) => name)).toEqual(expect.arrayContaining(given));
});

test('workers are pinned to their version: several builds may run side by side', () => {
  expect(service('worker').environment?.['WORKER_DEPLOYMENT']).toMatch(/^[a-z]+$/);
});

test('every program and folder the image runs is in the repository', () => {
  const programs = ours.map(([, { command = [] }]) => command.at(-1) ?? '');
  const folders = [...dockerfile.matchAll(/^COPY (\w+) \w+$/gm)].map((match) => match[1] ?? '');
  expect(new Set(programs)).toEqual(new Set(['build/api.js', 'build/worker.js', 'db/migrations/migrate.ts']));
  expect(dockerfile).toContain('RUN node start/programs/build.ts build\n');
  for (const path of ['db/migrations/migrate.ts', ...folders]) expect(existsSync(join(root, path)), path).toBe(true);
});

test('the API and the worker run with the same flags wherever they are started', () => {
  const scripts = readFileSync(join(root, 'package.json'), 'utf8');
  for (const [name, entry] of Object.entries(ENTRIES)) {
    expect(scripts).toContain(`"node ${NODE_FLAGS[name as Program].join(' ')} ${entry}"`);
    expect(service(name).command).toEqual(['node', ...commandOf('build', name as Program)]);
  }
  for (const [name, value] of Object.entries(NODE_ENVIRONMENT)) expect(dockerfile).toContain(` ${name}=${value}\n`);
  expect(dockerfile).toContain(JSON.stringify(['node', ...commandOf('build', 'api')]).replaceAll(',', ', '));
});

describe('Y13: what runs in production', () => {
  test.each(services.filter(([, { image }]) => image !== 'rozmova'))('%s is one exact version', (_, { image }) => {
    expect(image).toMatch(/^[a-z/-]+:\d+\.\d+(\.\d+)?(-[a-z]+)?$/);
  });

  test('and so is what our own image stands on: the Node of the packages', () => {
    const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      dependencies: Record<string, string>;
    };
    const bases = [...dockerfile.matchAll(/^FROM (\S+)/gm)]
      .map((match) => match[1])
      .filter((from) => from !== 'packages');
    expect(new Set(bases)).toEqual(new Set([`node:${dependencies['node']}-bookworm-slim`]));
  });

  test('is the engine that `npm start` runs, with its tools and its UI of one release', () => {
    const version = (name: string): string => service(name).image.split(':')[1] ?? '';
    expect(readFileSync(join(root, 'start/temporal/binary.ts'), 'utf8')).toContain(
      `(Server ${version('temporal')}, UI ${version('temporal-ui')})`,
    );
    expect([version('temporal-schema'), version('temporal-namespace')]).toEqual([
      version('temporal'),
      version('temporal'),
    ]);
  });

  test.each(services)('%s gains no right, and writes nowhere else than it has to', (name, given) => {
    expect(given.cap_drop).toEqual(['ALL']);
    expect(given.security_opt).toContain('no-new-privileges:true');
    expect(given.tmpfs).toContain('/tmp');
    expect(given.cap_add ?? []).toEqual(name === 'proxy' ? ['NET_BIND_SERVICE'] : []);
    // These two write their configuration as they start.
    expect(given.read_only).toBe(!['temporal', 'temporal-ui'].includes(name));
    expect(given.user === 'root').toBe(name === 'proxy');
    expect(given.user).toBeDefined();
  });

  test.each(services.filter(([name]) => !ONE_SHOT.includes(name)))('%s says whether it is well', (_, given) => {
    expect(given.healthcheck?.test[0]).toBe('CMD');
    expect(given.restart).toBe('unless-stopped');
  });

  test('only the proxy can be reached from outside', () => {
    expect(services.filter(([, { ports = [] }]) => ports.length > 0).map(([name]) => name)).toEqual(['proxy']);
  });

  test.each([
    ['SECRET_KEYS', ['api', 'worker']],
    ['FACEBOOK_APP_SECRET', ['api', 'worker']],
    ['FACEBOOK_VERIFY_TOKEN', ['api', 'worker']],
    ['ADMIN_PASSWORD', ['api']],
    ['POSTGRES_PASSWORD', ['postgres']],
    ['ROZMOVA_DB_PASSWORD', ['api', 'worker', 'migrate', 'postgres']],
    ['TEMPORAL_DB_PASSWORD', ['postgres', 'temporal-schema', 'temporal']],
  ])('%s is told to those who need it alone', (secret, whom) => {
    const told = services.filter(([, { environment = {} }]) =>
      Object.values(environment).some((value) => String(value).includes(`\${${secret}`)),
    );
    expect(new Set(told.map(([name]) => name))).toEqual(new Set(whom));
  });
});

describe('Y29: product and engine in one PostgreSQL', () => {
  const roles = compose.configs['roles']?.content ?? '';

  test('have a role and databases each, and none of them is the superuser', () => {
    for (const [, { environment = {} }] of ours)
      expect(environment['DATABASE_URL']).toMatch(/^postgres:\/\/rozmova:\$\{ROZMOVA_DB_PASSWORD/);
    expect(service('temporal').environment?.['POSTGRES_USER']).toBe('temporal');
    expect(service('temporal-schema').command?.join()).toContain('--user temporal');
    for (const [role, database] of [
      ['rozmova', 'rozmova'],
      ['temporal', 'temporal'],
      ['temporal', 'temporal_visibility'],
    ])
      expect(roles).toContain(`create database ${database} owner ${role};`);
    expect(roles).toMatch(/create role rozmova login password/);
    expect(roles).toMatch(/create role temporal login password/);
    expect(roles).not.toMatch(/superuser|createrole|createdb/i);
    expect(roles).toContain('revoke connect on database rozmova, temporal, temporal_visibility from public;');
  });

  test('and nobody commits what .env holds', () => {
    const ignored = readFileSync(join(root, '.gitignore'), 'utf8').split('\n');
    expect(ignored).toEqual(expect.arrayContaining(['.env', '.env.*', '!.env.example', '.data/']));
    expect(readFileSync(join(root, '.dockerignore'), 'utf8').split('\n')).toEqual(
      expect.arrayContaining(['.env', '.data']),
    );
  });
});

test("Y27: Temporal's UI stands on the desk's own address, behind the proxy's question who may look", () => {
  const { environment = {}, ports } = service('temporal-ui');
  const path = environment['TEMPORAL_UI_PUBLIC_PATH'] ?? '';
  expect(ports).toBeUndefined();
  expect(environment).toMatchObject({
    TEMPORAL_CODEC_ENDPOINT: '${PUBLIC_URL:?}/api/codec',
    TEMPORAL_CODEC_INCLUDE_CREDENTIALS: 'true',
  });
  expect(service('api').environment?.['TEMPORAL_UI_URL']).toBe(`\${TEMPORAL_UI_URL:-\${PUBLIC_URL}${path}}`);
  const caddy = (compose.configs['caddyfile']?.content ?? '').replace(/\s+/g, ' ');
  expect(caddy).toMatch(
    new RegExp(
      `handle ${path}/\\* \\{[^{]*forward_auth api:3000 \\{ uri /api/codec \\} reverse_proxy temporal-ui:8080 \\}`,
    ),
  );
  expect(caddy.match(/temporal-ui:8080/g)).toHaveLength(1);
});
