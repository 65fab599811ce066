import { m } from '#lib/paraglide/messages.js';
import type { ExportFormat } from '#lib/api/types.ts';

/** In the order in which they are offered; Excel first, since most files are opened with it. */
export const EXPORT_FORMATS = ['xlsx', 'csv', 'pdf', 'print'] as const satisfies ExportFormat[];
/** A conversation is no table. */
export const TRANSCRIPT_FORMATS = ['pdf', 'print'] as const satisfies ExportFormat[];

export function formatName(format: ExportFormat): string {
  const names = { xlsx: 'Excel', csv: 'CSV', pdf: 'PDF', print: m.export_print() } satisfies Record<
    ExportFormat,
    string
  >;
  return names[format];
}
