import type { Stage } from '../support/stage.ts';
import type { Window } from '../support/window.ts';

const LOT = 1_000;

/** A chat of one client with so many messages, all of the client's; the last ones were not seen. */
export async function addConversation(
  { api }: Stage,
  { psid, written, unread }: { psid: string; written: number; unread: number },
): Promise<number> {
  const { rows } = await api.database.pool.query<{ id: string; number: number }>(
    `with writer as (insert into client (page_id, psid, first_name) values ($1, $2, $2) returning id, page_id)
     insert into chat (client_id, page_id, waiting_since, last_contact_at, unread)
     select id, page_id, now(), now(), $3::int from writer returning id, number`,
    [api.pages.dim.id, psid, unread],
  );
  const { id, number } = rows[0] ?? { id: '', number: 0 };
  // In lots: no statement may take long, however busy the machine.
  for (let from = 1; from <= written; from += LOT)
    await api.database.pool.query(
      `insert into message (chat_id, client_id, page_id, direction, via, state, mid, at, text, decided)
       select id, client_id, page_id, 'in', 'messenger', 'received', $2::text || n,
         created_at - make_interval(mins => $3::int - n),
         'Слово ' || n || repeat(E'\\nі ще одне', (n % 4) * (n % 10 <> 0)::int), true
         from chat, generate_series($4::int, least($4 + $5 - 1, $3)) n where id = $1`,
      [id, psid, written, from, LOT],
    );
  return number;
}

/** Where in the conversation's pane a message stands; null: it is not drawn. */
export function placeOf({ page }: Window, text: string): Promise<number | null> {
  return page.evaluate((sought) => {
    const bubble = [...document.querySelectorAll('.log [data-message]')].find(({ textContent }) =>
      new RegExp(`${sought}(?![0-9])`).test(textContent ?? ''),
    );
    const top = document.querySelector('.log')?.getBoundingClientRect().top ?? 0;
    return bubble ? bubble.getBoundingClientRect().top - top : null;
  }, text);
}

export interface Walk {
  /** The most that was drawn, and the most rows that the conversation had, at any step. */
  nodes: number;
  rows: number;
  steps: number;
  /** What was in sight where it was not one message after the other. */
  odd: number[][];
}

/** Goes to the top of what is here until the first message of all is drawn: within the page, two hundred steps. */
export function readUpwards({ page }: Window): Promise<Walk> {
  return page.evaluate(async () => {
    const log = document.querySelector('.log') ?? document.body;
    const written = ({ textContent }: Element) => Number(/Слово (\d+)/u.exec(textContent ?? '')?.[1]);
    const bubbles = () => [...log.querySelectorAll('[data-message]')];
    const isInSight = (one: Element) => {
      const [row, pane] = [one.getBoundingClientRect(), log.getBoundingClientRect()];
      return row.bottom > pane.top && row.top < pane.bottom;
    };
    const top = () => Math.min(...bubbles().map(written));
    const walk: Walk = { nodes: 0, rows: 0, steps: 0, odd: [] };
    for (let first = top(); first > 1; walk.steps += 1) {
      let now = top();
      for (; !(now < first); now = top()) {
        log.scrollTo(0, 0);
        await new Promise(requestAnimationFrame);
      }
      first = now;
      const read = bubbles().filter(isInSight).map(written);
      if (read.length === 0 || read.some((n, at) => n !== (read[0] ?? 0) + at)) walk.odd.push(read);
      walk.nodes = Math.max(walk.nodes, log.querySelectorAll('*').length);
      walk.rows = Math.max(walk.rows, Number([...log.querySelectorAll('[aria-setsize]')].at(-1)?.ariaSetSize));
    }
    return walk;
  });
}
