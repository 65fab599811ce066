import { defineEntity, p } from '@mikro-orm/postgresql';
import { Employee } from '#db/entities/employee.ts';

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
    content: p.blob().lazy(),
    author: () => p.manyToOne(Employee).nullable().deleteRule('set null'),
    createdAt: p.datetime().defaultRaw('now()'),
  },
  uniques: [{ properties: ['author', 'sha256'] }],
});

/** A file that employees send; what it holds never changes. */
export class StoredFile extends StoredFileSchema.class {}
StoredFileSchema.setClass(StoredFile);
