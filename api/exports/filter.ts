import type { z } from 'zod';
import type { ExportFilters, ExportKind } from '#db/entities/file.ts';
import type { Signed } from '../access/auth.ts';
import { toFilter } from '../chats/filter.ts';
import { toContactFilter } from '../contacts/filter.ts';
import { toLeadFilter } from '../leads/schema.ts';
import { toOrderFilter } from '../orders/schema.ts';
import { exportFilter, type newExport } from './schema.ts';

type Asked = z.infer<typeof newExport>;
type Kept = { [Kind in ExportKind]: { kind: Kind; filter: ExportFilters[Kind] } }[ExportKind];

/** What is kept of what was asked for: whoever writes the file finds by it what the list would show now. */
export function toExportFilter(asked: Asked, signed: Signed): Kept {
  const me = signed.employee.id;
  switch (asked.kind) {
    case 'contacts':
      return { kind: asked.kind, filter: toContactFilter(asked.filter, me) };
    case 'leads':
      return { kind: asked.kind, filter: toLeadFilter(asked.filter, me) };
    case 'orders':
      return { kind: asked.kind, filter: toOrderFilter(asked.filter, me) };
    case 'pages':
      return { kind: asked.kind, filter: { q: asked.filter.q.trim() } };
    case 'transcript':
      return { kind: asked.kind, filter: ofChats(exportFilter.parse({}), signed) };
    case 'chats':
      return { kind: asked.kind, filter: ofChats(asked.filter, signed) };
  }
}

function ofChats(asked: z.infer<typeof exportFilter>, signed: Signed): ExportFilters['chats'] {
  const { status, pageId, operatorId, q, from, to, sort, order } = toFilter({ ...asked, page: 1, pageSize: 1 }, signed);
  return { status, pageId, operatorId, q, from: from?.toJSON() ?? null, to: to?.toJSON() ?? null, sort, order };
}
