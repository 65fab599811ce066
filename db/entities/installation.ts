import { defineEntity, p } from '@mikro-orm/postgresql';

const AuditSchema = defineEntity({
  name: 'Audit',
  tableName: 'audit',
  properties: {
    id: p.bigint('number').primary(),
    at: p.datetime().defaultRaw('now()').index(),
    kind: p.text(),
    employeeId: p.text().nullable(),
    address: p.text().nullable(),
    detail: p.json<Record<string, unknown>>().default('{}'),
  },
});

/** Who did what to the installation: log-ins, refusals, changes of employees, pages and tokens. */
export class Audit extends AuditSchema.class {}
AuditSchema.setClass(Audit);

const InstallationSchema = defineEntity({
  name: 'Installation',
  properties: { name: p.text().primary(), value: p.json<unknown>() },
});

/** Facts about this installation, such as which Temporal namespace it knows. */
export class Installation extends InstallationSchema.class {}
InstallationSchema.setClass(Installation);
