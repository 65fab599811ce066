import { existsSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

/**
 * A process of its own looks: a damaged file may hang or end whoever opens it. Says what is wrong with it, or nothing.
 */
const [file = ''] = process.argv.slice(2);
/** Some ten milliseconds a megabyte; beyond this a start would wait too long. */
const WHOLE_BYTES = 1_000_000_000;

process.stdout.write(existsSync(file) ? faultOf(file) : '');

function faultOf(path: string): string {
  try {
    const database = new DatabaseSync(path);
    // An empty file is a good database for SQLite, and none for the engine.
    if (!database.prepare(`select 1 from sqlite_master where name = 'namespaces'`).get()) return 'no tables';
    if (statSync(path).size > WHOLE_BYTES) return '';
    const found = database.prepare('pragma quick_check(1)').get()?.['quick_check'];
    database.close();
    return found === 'ok' ? '' : String(found).split('\n').slice(0, 2).join(' ');
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
