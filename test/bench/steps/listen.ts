import { subscribe } from 'node:diagnostics_channel';
import { appendFileSync } from 'node:fs';

/**
 * Loaded by the product's processes before they start (`--import`), while steps are measured: writes down each moment
 * of what passes, on the clock that all processes of a machine share. Nothing is written to the file before it has been
 * quiet for a moment.
 */
const file = new URL(import.meta.url).searchParams.get('file') ?? '';
const QUIET_MS = 10;
let lines = '';
let timer: NodeJS.Timeout | undefined;

const note = (name: string): void => {
  lines += `${process.hrtime.bigint()} ${name}\n`;
  clearTimeout(timer);
  timer = setTimeout(write, QUIET_MS);
};

function write(): void {
  appendFileSync(file, lines);
  lines = '';
}

subscribe('rozmova.step', (name) => note(String(name)));
subscribe('http.server.request.start', (message) => noteDelivery('request came', message));
subscribe('http.server.response.finish', (message) => noteDelivery('answered', message));

/** Deliveries only: the bench asks for other things as well. */
function noteDelivery(name: string, message: unknown): void {
  const { request } = message as { request: { method?: string; url?: string } };
  if (request.method === 'POST' && request.url?.startsWith('/webhooks/')) note(name);
}
