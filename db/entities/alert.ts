import { defineEntity, p } from '@mikro-orm/postgresql';
import { Employee } from '#db/entities/employee.ts';

const AlertChoiceSchema = defineEntity({
  name: 'AlertChoice',
  properties: {
    employee: () => p.oneToOne(Employee).primary().deleteRule('cascade').updateRule('cascade'),
    /** As `api/alerts/schema.ts` writes it; what is not there is as it is for everybody. */
    choice: p.json<unknown>().default('{}'),
    readUntil: p.datetime().defaultRaw('now()'),
  },
});

/** What a person wants to be alerted of, and up to where they have read what happened to them. */
export class AlertChoice extends AlertChoiceSchema.class {}
AlertChoiceSchema.setClass(AlertChoice);
