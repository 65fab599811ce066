import type { Config } from '#config';
import type { Plan } from './plan.ts';

/** What a person needs after a start: addresses, log-ins, where the logs are. */
export function welcome(plan: Plan, config: Config): string {
  const { own, ports } = plan;
  const lines: [string, string | undefined][] = [
    ['Inbox', plan.publicUrl],
    ["Client's page", own.messenger ? `http://localhost:${ports.messenger}` : undefined],
    ['Shop with a widget', config.DEMO ? `${plan.publicUrl}/api/demo/shop` : undefined],
    ["Temporal's own UI", own.temporal ? `http://localhost:${ports.temporalUi}` : config.TEMPORAL_UI_URL || undefined],
    ['API reference', `${plan.publicUrl}/api/docs`],
    ['Log-ins', config.DEMO ? demoLogins : config.ADMIN_EMAIL || undefined],
    ['Password of each', config.DEMO ? demoPassword : undefined],
    ['Logs', `${plan.dataDir}/logs`],
  ];
  const shown = lines.flatMap(([what, value]) => (value === undefined ? [] : [`  ${what.padEnd(20)} ${value}`]));
  return `\n${shown.join('\n')}\n\n  Ctrl-C stops everything; the next start goes on where this one ended.\n`;
}

/** Said first, so that it also stands above what may be missing then. */
export function withoutDemo({ ADMIN_EMAIL }: Config): string {
  const owner = ADMIN_EMAIL
    ? `${ADMIN_EMAIL} (ADMIN_EMAIL) is the admin`
    : 'ADMIN_EMAIL and ADMIN_PASSWORD add an admin';
  return `Without the demo: no simulated Messenger, and its people cannot log in. ${owner}.`;
}

const demoLogins = 'admin@demo.example, olena@demo.example, taras@demo.example, auditor@demo.example';
const demoPassword = 'rozmova-demo';
