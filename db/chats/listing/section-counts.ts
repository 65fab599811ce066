import type { Pool } from 'pg';
import { visibleTo } from '#db/chats/viewer.ts';
import { IN_STATUS, KINDS_COUNTED, MAY_SEE } from './chosen.ts';
import type { InboxFilter, SectionName } from './section.ts';

/** `waitsForMe`: those the reader is operator of, of any page and status, whose client waits for a person. */
export type SectionCounts = Record<SectionName, number> & { waitsForMe: number };

/**
 * How many chats stand in each section, exactly. Kinds are counted beforehand; of those that somebody leads one has to
 * count who waits, from an index alone, and take away the few that are the reader's or still asked.
 */
export async function countSections(pool: Pool, filter: InboxFilter): Promise<SectionCounts> {
  const { rows } = await pool.query<SectionCounts>({
    name: 'count-sections',
    text: `with kinds as (
        select coalesce(sum(k.n) filter (where k.led), 0) as led, coalesce(sum(k.n) filter (where not k.led), 0) as free
        from (${KINDS_COUNTED}) k where k.employee_id = '' and k.status <> 'finished' and ${IN_STATUS('k.status')}
          and ${MAY_SEE('k.page_id')}
      ), waits as (
        select count(*) as led from chat c where c.page_id in (select p.id from page p where ${MAY_SEE('p.id')})
          and c.status in ('new', 'answered', 'in_progress') and ${IN_STATUS('c.status')} and c.led
          and c.waiting_since is not null
      ), asked as (
        select count(*) as n, count(*) filter (where not c.led) as free,
          count(*) filter (where c.led and c.waiting_since is not null) as waits,
          count(*) filter (where c.led and c.waiting_since is null) as rests
        from chat c where c.status <> 'finished' and c.phase <> 'open' and ${IN_STATUS('c.status')}
          and ${MAY_SEE('c.page_id')}
      ), mine as (
        select count(*) filter (where c.fits) as n, count(*) filter (where c.fits and c.asked) as asked,
          count(*) filter (where c.fits and not c.asked and c.waits) as waits,
          count(*) filter (where c.fits and not c.asked and not c.waits) as rests,
          count(*) filter (where not c.asked and c.waits) as of_any_page
        from (select c.phase <> 'open' as asked, c.waiting_since is not null as waits,
            ${IN_STATUS('c.status')} and ($2::uuid is null or c.page_id = $2) as fits
          from chat_operator o join chat c on c.id = o.chat_id
          where o.employee_id = $4 and o.contact_at is null and ${visibleTo(1)}) c
      )
      select mine.n::int as mine, mine.of_any_page::int as "waitsForMe", (kinds.free - asked.free)::int as unassigned,
        (waits.led - asked.waits - mine.waits)::int as waiting,
        (kinds.led - waits.led - asked.rests - mine.rests)::int as colleagues, (asked.n - mine.asked)::int as asking
      from kinds, waits, asked, mine`,
    values: [filter.viewer?.employeeId ?? null, filter.pageId, filter.status, filter.employeeId],
  });
  return rows[0] ?? { mine: 0, unassigned: 0, waiting: 0, colleagues: 0, asking: 0, waitsForMe: 0 };
}
