import { defineEntity, p } from '@mikro-orm/postgresql';
import { Employee } from '#db/entities/employee.ts';

const LeaveSchema = defineEntity({
  name: 'Leave',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    employee: () => p.manyToOne(Employee).deleteRule('cascade'),
    fromAt: p.datetime(),
    toAt: p.datetime(),
    note: p.text().default(''),
    createdBy: () => p.manyToOne(Employee).nullable().deleteRule('set null'),
    createdAt: p.datetime().defaultRaw('now()'),
  },
  indexes: [{ properties: ['employee', 'toAt'] }],
});

/** Days on which somebody is not at work. */
export class Leave extends LeaveSchema.class {}
LeaveSchema.setClass(Leave);
