import type { Plugin } from 'vite';

const MADE_ANEW = /new (Intl\.\w+)\((\w+), (\w+)\)/g;

/** The compiled messages make a format at each plural and each number; of the desk's each is made once. */
export function keptFormats(): Plugin {
  return {
    name: 'kept-formats',
    transform(code, id) {
      if (!id.endsWith('/paraglide/registry.js')) return null;
      if (!MADE_ANEW.test(code)) throw new Error('paraglide makes its formats another way now: see kept-formats.ts');
      const kept = code.replaceAll(MADE_ANEW, 'intl($1, $2, $3)');
      return { code: `import { intl } from '#lib/words/intl.ts';\n${kept}`, map: null };
    },
  };
}
