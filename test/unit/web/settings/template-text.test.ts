import { describe, expect, test } from 'vitest';
import {
  keptText,
  languagesOf,
  partsOfKept,
  partsOfShown,
  shownText,
  variableBeside,
} from '#lib/settings/templates/template-text.ts';
import { variableWords } from '#lib/settings/templates/template-words.ts';

const words = variableWords();
const kept = '{{first_name}}, знову о {{ opens_at }}. {{queue}}';
const shown = '{ім’я}, знову о {коли відкриємося}. {queue}';

describe('a template under the pen', () => {
  test('F19: variables stand under their human names, and are kept under their own', () => {
    expect(shownText(kept, words)).toBe(shown);
    expect(keptText(shown, words)).toBe('{{first_name}}, знову о {{opens_at}}. {{queue}}');
  });

  test('F19: what is typed by hand is understood: a name in braces, in any case, single or double', () => {
    expect(keptText('{Ім’я} {{first_name}} {прізвище}', words)).toBe('{{first_name}} {{first_name}} {{last_name}}');
    expect(keptText('{ не закрито', words)).toBe('{ не закрито');
  });

  test('F19: the painted parts make up the text letter by letter; unknown variables are marked', () => {
    const parts = partsOfShown(shown, words);
    expect(parts.map(({ text }) => text).join('')).toBe(shown);
    expect(parts.flatMap(({ variable }) => variable ?? [])).toEqual(['known', 'known', 'unknown']);
    expect(
      partsOfKept(kept, words)
        .map(({ text }) => text)
        .join(''),
    ).toBe('ім’я, знову о коли відкриємося. queue');
  });

  test('F19: a variable beside the caret is found as a whole', () => {
    expect(variableBeside(shown, 6, 'before')).toEqual([0, 6]);
    expect(variableBeside(shown, 0, 'after')).toEqual([0, 6]);
    expect(variableBeside(shown, 3, 'before')).toBeNull();
  });

  test('F19: the languages are those of all texts, the default one first', () => {
    expect(languagesOf({ waiting: { uk: '', en: '' }, finished: { pl: '', uk: '' } }, 'en')).toEqual([
      'en',
      'uk',
      'pl',
    ]);
  });
});
