import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRequire } from 'node:module';
import { parentPort } from 'node:worker_threads';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { Order, Outcome } from './order.ts';

/** A thread of its own: setting a page keeps its thread busy, and a broken one is ended with what it holds. */
const { resolve } = createRequire(import.meta.url);
const FONTS = ['400Regular/NotoSans_400Regular.ttf', '600SemiBold/NotoSans_600SemiBold.ttf'];
/** What compiling remembers is let go after so many more: else memory grows with every document. */
const REMEMBERED = 2;
/** Where the layout finds the picture at the head; nothing stands there on the disk. */
const LOGO = join(import.meta.dirname, 'logo');

const layout = readFileSync(new URL('./document.typ', import.meta.url), 'utf8');
const compiler = NodeCompiler.create({
  workspace: import.meta.dirname,
  fontArgs: [{ fontBlobs: FONTS.map((file) => readFileSync(resolve(`@expo-google-fonts/noto-sans/${file}`))) }],
});

parentPort?.on('message', (order: Order) => parentPort?.postMessage(outcomeOf(order)));

function outcomeOf({ as, data, logo, at }: Order): Outcome {
  try {
    if (logo) compiler.mapShadow(LOGO, Buffer.from(logo));
    const compiled = compiler.compile({ mainFileContent: layout, inputs: { data } });
    const { result } = compiled;
    if (!result) return { fault: JSON.stringify(compiled.takeDiagnostics()?.shortDiagnostics ?? 'nothing was set') };
    // Accessible (PDF/UA-1); with a moment of its own the same data are the same bytes.
    if (as === 'pdf') return { made: compiler.pdf(result, { pdfStandard: 'ua-1', creationTimestamp: at }) };
    return { made: Buffer.from(compiler.plainSvg(result)) };
  } catch (error) {
    return { fault: String(error) };
  } finally {
    compiler.resetShadow();
    compiler.evictCache(REMEMBERED);
  }
}
