import pg from 'pg';

/** A pool whose connections count what is sent over them, and how often somebody waited for it. */
export function counting(url: string) {
  const counted = { statements: 0, exchanges: 0 };
  let underWay = 0;
  class Counting extends pg.Client {
    override query(...given: unknown[]): never {
      counted.statements += 1;
      if ((underWay += 1) === 1) counted.exchanges += 1;
      const ended = (): void => void (underWay -= 1);
      const query = super.query.bind(this) as (...all: unknown[]) => Promise<unknown>;
      const last = given.at(-1);
      // The pool's own way.
      if (typeof last === 'function') {
        const told = (...what: unknown[]): void => (ended(), (last as (...all: unknown[]) => void)(...what));
        return query(...given.slice(0, -1), told) as never;
      }
      const sent = query(...given);
      sent.then(ended, ended);
      return sent as never;
    }
  }
  const pool = new pg.Pool({ connectionString: url, max: 1, Client: Counting, pipeline: true });
  return { pool, counted };
}
