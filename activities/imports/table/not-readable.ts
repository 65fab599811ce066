import type { IMPORT_REASONS } from '#db/entities/crm/contact-import.ts';

/** The file cannot be read as a table, however often one tries. */
export class NotReadable extends Error {
  readonly reason: (typeof IMPORT_REASONS)[number];

  constructor(reason: (typeof IMPORT_REASONS)[number]) {
    super(`the file cannot be read: ${reason}`);
    this.reason = reason;
  }
}
