import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { onPortsOfItsOwn } from '#start/own-ports.ts';
import { freePort } from '#start/ports.ts';

const open: Server[] = [];

afterEach(() => open.splice(0).forEach((server) => server.close()));

async function listenOn(port: number): Promise<number> {
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  open.push(server);
  return port;
}

const chosen = async () => ({
  messenger: await freePort(),
  postgres: await freePort(),
  temporal: await freePort(),
  temporalUi: await freePort(),
});

test('a port that somebody took before it began is another one, and the others stay', async () => {
  const ports = await chosen();
  const before = { ...ports };
  await listenOn(ports.temporalUi);
  await onPortsOfItsOwn(ports, ['temporal', 'temporalUi'], () => listenOn(ports.temporalUi));
  expect(ports).toEqual({ ...before, temporalUi: expect.any(Number) });
  expect(ports.temporalUi).not.toBe(before.temporalUi);
});

test('a port that somebody takes as it begins is another one the next time', async () => {
  const ports = await chosen();
  const tried: number[] = [];
  const port = await onPortsOfItsOwn(ports, ['postgres'], async () => {
    tried.push(ports.postgres);
    if (tried.length === 1) await listenOn(ports.postgres);
    return listenOn(ports.postgres);
  });
  expect(tried).toEqual([tried[0], port]);
  expect(port).not.toBe(tried[0]);
});

test('what fails for another reason is told at once', async () => {
  const ports = await chosen();
  let tries = 0;
  const failing = onPortsOfItsOwn(ports, ['postgres'], () => {
    tries += 1;
    return Promise.reject(new Error('the disk is full'));
  });
  await expect(failing).rejects.toThrow('the disk is full');
  expect(tries).toBe(1);
});
