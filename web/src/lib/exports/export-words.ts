import type { ExportFormat } from '#lib/api/types.ts';

/** In the order in which they are offered; Excel first, since most files are opened with it. */
export const EXPORT_FORMATS = ['xlsx', 'csv'] as const satisfies ExportFormat[];

export function formatName(format: ExportFormat): string {
  const names = { xlsx: 'Excel', csv: 'CSV' } satisfies Record<ExportFormat, string>;
  return names[format];
}
