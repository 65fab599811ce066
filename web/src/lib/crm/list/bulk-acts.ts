import { m } from '#lib/paraglide/messages.js';
import type { IconName } from '#lib/ui/icon-names.ts';

type Many = { count: number; shown: string };

/** Something that is asked of many contacts, leads or orders. */
export interface Act {
  id: 'manager' | 'segment' | 'delete' | 'owner' | 'status' | 'archive' | 'restore';
  icon: IconName;
  word: () => string;
  title: (many: Many) => string;
  text: () => string;
  /** What has to be said first. */
  fields?: 'manager' | 'segment' | 'owner' | 'status';
}

export interface Chosen {
  personId: string | null;
  segment: string;
  statusId: string | null;
  reason: string;
}
export const NOTHING_CHOSEN: Chosen = { personId: null, segment: '', statusId: null, reason: '' };

const MANAGER: Act = {
  id: 'manager',
  icon: 'transfer',
  word: m.bulk_manager,
  title: m.bulk_manager_title,
  text: m.bulk_change_text,
  fields: 'manager',
};
const SEGMENT: Act = {
  id: 'segment',
  icon: 'sliders',
  word: m.bulk_segment,
  title: m.bulk_segment_title,
  text: m.bulk_change_text,
  fields: 'segment',
};
const DELETE: Act = {
  id: 'delete',
  icon: 'trash',
  word: m.delete,
  title: m.bulk_delete_contacts_title,
  text: m.bulk_delete_contacts_text,
};
const OWNER: Act = {
  id: 'owner',
  icon: 'transfer',
  word: m.bulk_owner,
  title: m.bulk_owner_title,
  text: m.bulk_change_text,
  fields: 'owner',
};
const STATUS: Act = {
  id: 'status',
  icon: 'check',
  word: m.bulk_status,
  title: m.bulk_status_title,
  text: m.bulk_change_text,
  fields: 'status',
};
const ARCHIVE: Act = {
  id: 'archive',
  icon: 'tray',
  word: m.record_to_archive,
  title: m.bulk_archive_title,
  text: m.bulk_archive_text,
};
const RESTORE: Act = {
  id: 'restore',
  icon: 'retry',
  word: m.record_restore,
  title: m.bulk_restore_title,
  text: m.bulk_change_text,
};

/** Only admins delete. */
export const contactActs = (isAdmin: boolean): Act[] => [MANAGER, SEGMENT, ...(isAdmin ? [DELETE] : [])];

export const recordActs = (isArchived: boolean): Act[] => [OWNER, STATUS, isArchived ? RESTORE : ARCHIVE];

/** As the server is asked, without which ones. */
export function bodyOf({ id }: Act, { personId, segment, statusId, reason }: Chosen): object {
  const changes = {
    manager: { managerId: personId },
    segment: { segment: segment.trim() },
    owner: { ownerId: personId },
    status: { statusId, ...(reason.trim() && { reason: reason.trim() }) },
    archive: { archived: true },
    restore: { archived: false },
  };
  return id === 'delete' ? { action: 'delete' } : { action: 'change', change: changes[id] };
}
