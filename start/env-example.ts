import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { settingDescriptions } from '#config';

const file = join(import.meta.dirname, '..', '.env.example');

/** `npm run env-example` writes it; a test sees that the committed file is the current one. */
export function envExample(): string {
  const blocks = settingDescriptions.map(
    ({ name, description, default: value }) => `# ${description}\n#${name}=${value}\n`,
  );
  return [head, ...blocks].join('\n');
}

const head = `# Every setting of Rozmova with its default. Made from config.ts by \`npm run env-example\`: edit there.
# Nothing reads this file by itself: give the variables to the process, for instance with
#   set -a; . ./.env; set +a; npm start
`;

if (import.meta.main) writeFileSync(file, envExample());
