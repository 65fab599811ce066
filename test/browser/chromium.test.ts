import { createServer } from 'node:http';
import { once } from 'node:events';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findBrowser, packagedBrowser } from '#start/browser.ts';

const server = createServer((_request, response) => {
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.end('<title>Привіт</title><p>ґанок');
});
let address: string;

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const bound = server.address();
  address = `http://127.0.0.1:${typeof bound === 'object' ? bound?.port : ''}`;
});

afterAll(() => server.close());

test.each([
  ['the browser the tests use', findBrowser],
  ['the browser from the npm package', packagedBrowser],
])('%s opens a page of ours', async (_name, find) => {
  const browser = await chromium.launch(await find());
  try {
    const page = await browser.newPage();
    await page.goto(address);
    expect(await page.title()).toBe('Привіт');
    expect(await page.textContent('p')).toBe('ґанок');
  } finally {
    await browser.close();
  }
});
