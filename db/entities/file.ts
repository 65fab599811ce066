import { defineEntity, p } from '@mikro-orm/postgresql';
import type { ChatOrder } from '#db/chats/listing/filter.ts';
import type { ContactFilter } from '#db/contacts/listing/filter.ts';
import { Employee, type Language } from '#db/entities/employee.ts';
import { Page } from '#db/entities/page.ts';
import type { LeadFilter } from '#db/leads/list.ts';
import type { OrderFilter } from '#db/orders/list.ts';
import type { ChatStatus } from '#workflows/chat/vocabulary.ts';

/** What Meta calls an attachment's type. */
export const FILE_KINDS = ['image', 'audio', 'video', 'file'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

const StoredFileSchema = defineEntity({
  name: 'StoredFile',
  tableName: 'file',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    name: p.text(),
    /** Kind and type are told by the content, not by who sent it. */
    mime: p.text(),
    kind: p.text().$type<FileKind>(),
    size: p.integer(),
    sha256: p.text(),
    /** Of rows from before there was a store, until it is taken there. */
    content: p.blob().nullable().lazy(),
    /** Where it stands in the store. */
    objectKey: p.text().nullable().unique(),
    /** Of a picture: what is shown of it in a bubble, and its size as it is shown. */
    previewKey: p.text().nullable().unique(),
    previewSize: p.integer().nullable(),
    width: p.integer().nullable(),
    height: p.integer().nullable(),
    previewAttempts: p.integer().default(0),
    /** Null: there is nothing to make, or nothing that could be made. */
    previewDueAt: p.datetime().nullable().defaultRaw('now()'),
    author: () => p.manyToOne(Employee).nullable().deleteRule('set null'),
    createdAt: p.datetime().defaultRaw('now()'),
  },
  uniques: [{ properties: ['author', 'sha256'] }],
  indexes: [
    {
      name: 'file_preview_due_index',
      expression: `create index file_preview_due_index on file (preview_due_at)
        where kind = 'image' and preview_due_at is not null`,
    },
  ],
});

/** A file that employees send; what it holds never changes. */
export class StoredFile extends StoredFileSchema.class {}
StoredFileSchema.setClass(StoredFile);

const FileUploadSchema = defineEntity({
  name: 'FileUpload',
  properties: {
    file: () => p.manyToOne(StoredFile).primary().deleteRule('cascade'),
    page: () => p.manyToOne(Page).primary().deleteRule('cascade').index(),
    /** The client sees it. */
    name: p.text().primary(),
    attachmentId: p.text(),
    at: p.datetime().defaultRaw('now()'),
  },
});

/** A file as a page has brought it to Meta, where it is sent again by its id. */
export class FileUpload extends FileUploadSchema.class {}
FileUploadSchema.setClass(FileUpload);

const LooseObjectSchema = defineEntity({
  name: 'LooseObject',
  properties: {
    key: p.text().primary(),
    dueAt: p.datetime().index(),
    /** It is being removed: nobody can have it any more. */
    going: p.boolean().default(false),
  },
});

/** What stands in the store of files, or is about to, and is nobody's. */
export class LooseObject extends LooseObjectSchema.class {}
LooseObjectSchema.setClass(LooseObject);

export const EXPORT_KINDS = ['chats', 'transcript', 'contacts', 'leads', 'orders', 'pages'] as const;
export type ExportKind = (typeof EXPORT_KINDS)[number];
export const EXPORT_FORMATS = ['xlsx', 'csv', 'pdf', 'print'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];
export const EXPORT_STATES = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const;
export type ExportState = (typeof EXPORT_STATES)[number];

/** Which chats an export holds, in which order: as the list was asked for. */
interface ChatsOfExport {
  status: ChatStatus[];
  pageId: string | null;
  operatorId: string | null;
  q: string;
  from: string | null;
  to: string | null;
  sort: ChatOrder;
  order: 'asc' | 'desc';
}

/** What each kind of export is asked for. */
export interface ExportFilters {
  chats: ChatsOfExport;
  transcript: ChatsOfExport;
  contacts: ContactFilter;
  leads: LeadFilter;
  orders: OrderFilter;
  /** Connected pages. */
  pages: { q: string };
}

const ExportSchema = defineEntity({
  name: 'Export',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    employee: () => p.manyToOne(Employee).deleteRule('cascade').index(),
    kind: p.text().$type<ExportKind>(),
    format: p.text().$type<ExportFormat>(),
    /** In whose words and by whose clock it is written. */
    language: p.text().$type<Language>(),
    timeZone: p.text(),
    /** Whether whoever asked saw every page; else those they have access to while it is written. */
    seesAll: p.boolean(),
    filter: p.json<ExportFilters[ExportKind]>(),
    /** Of one chat: which. */
    chatNumber: p.integer().nullable(),
    /** From where it was asked for, for the audit. */
    address: p.text().nullable(),
    state: p.text().$type<ExportState>().default('waiting'),
    done: p.integer().default(0),
    total: p.integer().nullable(),
    createdAt: p.datetime().defaultRaw('now()'),
    expiresAt: p.datetime(),
  },
});

/** A file made out of what somebody filtered, for them alone and for a day. */
export class Export extends ExportSchema.class {}
ExportSchema.setClass(Export);
