import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { settingDescriptions } from '#config';
import { envExample } from '#start/env-example.ts';

test('.env.example is the one config.ts describes (npm run env-example writes it)', () => {
  expect(readFileSync(join(import.meta.dirname, '../../../.env.example'), 'utf8')).toBe(envExample());
});

test('.env.example names every setting with its meaning', () => {
  for (const { name, description } of settingDescriptions) {
    expect(description, name).not.toBe('');
    expect(envExample()).toContain(`# ${description}\n#${name}=`);
  }
});
