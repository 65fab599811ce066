import type { z } from 'zod';
import { findForWidget } from '#db/widgets/read.ts';
import { closesAt, isOpen, nextOpening } from '#workflows/settings/calendar.ts';
import type { WorkingHours } from '#workflows/settings/vocabulary.ts';
import type { ApiDeps } from '../http/deps.ts';
import { moments } from '../http/fields.ts';
import { shared } from '../http/shared.ts';
import type { widgetSchema } from './schema.ts';

type Shown = z.infer<typeof widgetSchema>;
const FRESH_MS = 2_000;
/** Whoever asks for what is not there fills no memory. */
const PAGES_KEPT = 1_000;

/** What the widget of a page shows, asked of the database once in some seconds; null: the page has none. */
export function widgetsOf(deps: ApiDeps): (pageId: string) => Promise<Shown | null> {
  const kept = new Map<string, () => Promise<Shown | null>>();
  return (pageId) => {
    const known = kept.get(pageId) ?? shared(() => shownNow(deps, pageId), FRESH_MS);
    kept.delete(pageId);
    kept.set(pageId, known);
    const [oldest] = kept.keys();
    if (kept.size > PAGES_KEPT && oldest !== undefined) kept.delete(oldest);
    return known();
  };
}

async function shownNow({ database, demo }: ApiDeps, pageId: string): Promise<Shown | null> {
  const found = await findForWidget(database.pool, pageId);
  const { chatbotUsername, widget, workingHours } = found?.settings ?? {};
  if (!found || !chatbotUsername || !widget) return null;
  // Whoever tries the demo comes to its own clients' page, which knows nothing of the world outside.
  const messenger = demo?.clientPage ? `${demo.clientPage}/m.me` : 'https://m.me';
  const { color, side } = widget;
  return {
    name: found.name,
    color,
    side,
    link: `${messenger}/${chatbotUsername}`,
    hours: hoursAt(workingHours ?? null, Date.now()),
  };
}

function hoursAt(hours: WorkingHours | null, now: number): Shown['hours'] {
  const open = isOpen(hours, now);
  return {
    isOpen: open,
    opensAt: open ? null : moments(nextOpening(hours, now)),
    closesAt: moments(closesAt(hours, now)),
    timeZone: hours?.timeZone ?? null,
  };
}
