import { readFileSync } from 'node:fs';

const style = readFileSync(new URL('./widget.css', import.meta.url), 'utf8');
const words = readFileSync(new URL('./words.client.js', import.meta.url), 'utf8');
const widget = readFileSync(new URL('./widget.client.js', import.meta.url), 'utf8');

/** What sites load: its parts in one block, so that nothing of it is a name on somebody else's page. */
export const SCRIPT = `'use strict';
{
const STYLE = ${JSON.stringify(style.replace(/\s+/g, ' '))};
${words.replace(/^export /gm, '')}
${widget.replace(/^import .*$/m, '')}
}
`;
