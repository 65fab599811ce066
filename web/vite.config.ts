import { paraglideVitePlugin } from '@inlang/paraglide-js';
import adapter from '@sveltejs/adapter-static';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { withoutInlineScript } from './csp-adapter.ts';
import { inLayer } from './layered-styles.ts';

export default defineConfig({
  plugins: [
    paraglideVitePlugin({
      project: './project.inlang',
      outdir: './src/lib/paraglide',
      // The language is the employee's own choice, kept by the server: see lib/session/language.svelte.ts.
      strategy: ['baseLocale'],
      emitTsDeclarations: true,
    }),
    sveltekit({ adapter: withoutInlineScript(adapter({ fallback: 'index.html' })), preprocess: inLayer }),
  ],
});
