import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { render } from '#workflows/settings/render.ts';
import { VARIABLES } from '#workflows/settings/variables.ts';

interface Case {
  template: string;
  values: Record<string, string>;
  must_be: string;
}
const file = join(import.meta.dirname, '..', '..', 'cases', 'templates.json');
const cases = JSON.parse(readFileSync(file, 'utf8')) as Case[];

describe('T1: a text without its values leaves no trace of them', () => {
  test.each(cases)('$template', ({ template, values, must_be: expected }) => {
    expect(render(template, values)).toBe(expected);
  });

  test.each([
    ['Вітаємо, {{first_name}} {{last_name}}!', { last_name: 'Коваль' }, 'Вітаємо, Коваль!'],
    ['Вітаємо, {{first_name}} {{last_name}}!', { first_name: 'Марія' }, 'Вітаємо, Марія!'],
    ['Вітаємо, {{first_name}}, {{last_name}}, {{page_name}}!', {}, 'Вітаємо!'],
    ['Вітаємо, {{first_name}}, {{last_name}}, {{page_name}}!', { last_name: 'Коваль' }, 'Вітаємо, Коваль!'],
    ['Вам відповість {{operator_name}} (“{{page_name}}”).', {}, 'Вам відповість.'],
    ['Ми працюємо: {{working_hours}}.\n{{first_name}} {{last_name}}\nДо зустрічі', {}, 'Ми працюємо.\nДо зустрічі'],
    ['Сторінка «{{page_name}}» вітає', {}, 'Сторінка вітає'],
    ['{{first_name}}! Ми тут', {}, 'Ми тут'],
    ['{{first_name}} {{last_name}}, hello', {}, 'Hello'],
    ['Hi! {{first_name}}, welcome', {}, 'Hi! Welcome'],
    ['Hi {{first_name}} – {{last_name}}.', {}, 'Hi.'],
    ['Hi ({{first_name}}, {{last_name}})!', { last_name: 'K' }, 'Hi (K)!'],
    ['Hi ({{first_name}}, {{last_name}})!', { first_name: 'K' }, 'Hi (K)!'],
    ['Ми тут: {{working_hours}}', {}, 'Ми тут'],
    ['"{{first_name}}"', {}, ''],
    ['Hello {{first_name}},\n\nthanks', {}, 'Hello,\n\nthanks'],
  ])('%s', (template, values, expected) => {
    expect(render(template, values)).toBe(expected);
  });

  const word = fc.constantFrom('Вітаємо', 'hello', 'ми тут', 'Дякуємо', 'ok');
  const place = fc.constantFrom(...VARIABLES.map((name) => `{{${name}}}`), '{{ nobody }}');
  const part = fc.oneof(
    word,
    place,
    fc.tuple(place, place).map((both) => both.join(' ')),
    fc.tuple(place, place).map((both) => `(${both.join(', ')})`),
    place.map((one) => `«${one}»`),
  );
  const sentence = fc
    .tuple(
      part,
      fc.array(fc.tuple(fc.constantFrom(' ', ', ', ' — ', ': '), part), { maxLength: 5 }),
      fc.constantFrom('.', '!', '?', ''),
    )
    .map(([first, more, end]) => first + more.map((pair) => pair.join('')).join('') + end);
  const text = fc
    .array(sentence, { minLength: 1, maxLength: 3 })
    .chain((all) => fc.constantFrom(all.join(' '), all.join('\n')));
  const someValues = fc.dictionary(fc.constantFrom(...VARIABLES), fc.constantFrom('Марія', 'Дім і Світло', 'x'), {
    maxKeys: 3,
  });

  test('whatever is missing, in brackets, side by side, at the beginning or at the end', () => {
    const trace =
      /[{}\uE000\uE001]| {2}|[ ,:—][,.!?]|[([«“]\s*[)\]»”]|[([«]\s|\s[)\]»]|,,|[,:—]$|^[\s,.:!?—)]|[.!?][.!?,]/mu;
    fc.assert(
      fc.property(text, someValues, (template, values) => {
        expect(render(template, values)).not.toMatch(trace);
      }),
      { numRuns: 2000 },
    );
  });

  test('where nothing is missing nothing changes', () => {
    const all = Object.fromEntries(VARIABLES.map((name) => [name, `<${name}>`]));
    fc.assert(
      fc.property(text, (template) => {
        fc.pre(!template.includes('nobody'));
        const filled = VARIABLES.reduce((rest, name) => rest.replaceAll(`{{${name}}}`, `<${name}>`), template);
        expect(render(template, all)).toBe(filled.trim());
      }),
    );
  });
});
