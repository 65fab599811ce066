import { paraglideVitePlugin } from '@inlang/paraglide-js';
import adapter from '@sveltejs/adapter-static';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { withoutInlineScript } from './csp-adapter.ts';
import { keptFormats } from './kept-formats.ts';
import { inLayer } from './layered-styles.ts';

/**
 * Each with all it stands on is one file: dozens of small ones come one after another over the few connections that a
 * browser opens to a host. First what the list needs, then what a chat does.
 */
const pieces = [
  // What SvelteKit is told at its start has to be said before anything that reads it.
  { name: 'start', test: /\/runtime\/client\/payload\.js$|preload-helper/, priority: 3 },
  { name: 'desk', test: /\/routes\/(\(desk\)\/(\(inbox\)\/)?)?\+(layout|page|error)\.(svelte|ts)$/, priority: 2 },
  { name: 'talk', test: /\/chats\/\[number\]\/\+page\.(svelte|ts)$/, priority: 1 },
];

export default defineConfig({
  environments: { client: { build: { rolldownOptions: { output: { codeSplitting: { groups: pieces } } } } } },
  plugins: [
    paraglideVitePlugin({
      project: './project.inlang',
      outdir: './src/lib/paraglide',
      // The language is the employee's own choice, kept by the server: see lib/session/language.svelte.ts.
      strategy: ['baseLocale'],
      emitTsDeclarations: true,
    }),
    keptFormats(),
    sveltekit({ adapter: withoutInlineScript(adapter({ fallback: 'index.html' })), preprocess: inLayer }),
  ],
});
