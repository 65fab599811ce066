import { defineEntity, p } from '@mikro-orm/postgresql';

const DataKeySchema = defineEntity({
  name: 'DataKey',
  properties: {
    id: p.uuid().primary(),
    /** Null: the installation's own. It outlives its client's row, and says that it was destroyed. */
    clientId: p.uuid().nullable(),
    /** The key, sealed with the installation's; null once it is destroyed. */
    wrapped: p.text().nullable().hidden(),
    /** The name of the installation's key that sealed it. */
    wrappedBy: p.text(),
    createdAt: p.datetime().defaultRaw('now()'),
    /** Since then it encrypts nothing more. */
    retiredAt: p.datetime().nullable(),
    destroyedAt: p.datetime().nullable(),
  },
  indexes: [
    {
      name: 'data_key_current',
      expression: `create unique index data_key_current on data_key (client_id) nulls not distinct
        where retired_at is null`,
    },
    {
      name: 'data_key_ended_index',
      expression: `create index data_key_ended_index on data_key (coalesce(destroyed_at, retired_at))
        where retired_at is not null`,
    },
    {
      name: 'data_key_wrapped_by_index',
      expression: 'create index data_key_wrapped_by_index on data_key (wrapped_by) where wrapped is not null',
    },
  ],
});

/** What encrypts everything the engine keeps of one client, or what is of none. */
export class DataKey extends DataKeySchema.class {}
DataKeySchema.setClass(DataKey);
