import { defineEntity, p } from '@mikro-orm/postgresql';

const NamedChatSchema = defineEntity({
  name: 'NamedChat',
  properties: {
    number: p.integer().primary(),
    word: p.text().primary(),
    /** 1: of the client's name, 2: of the name of the contact they are linked to, 3: of both. */
    sources: p.smallint(),
    contactDay: p.integer(),
    pageId: p.uuid(),
  },
  indexes: [
    {
      name: 'named_chat_word_index',
      expression: `create index named_chat_word_index on named_chat (word, contact_day, number)
        include (page_id, sources)`,
    },
  ],
});

/** A chat by a word of a name, with the day of its last contact; what changed since stands in `named_chat_due`. */
export class NamedChat extends NamedChatSchema.class {}
NamedChatSchema.setClass(NamedChat);

const NameWordSchema = defineEntity({
  name: 'NameWord',
  properties: { word: p.text().primary() },
  indexes: [
    {
      name: 'name_word_parts_index',
      expression: `create index name_word_parts_index on name_word using gin (name_parts(word))
        with (fastupdate = off)`,
    },
  ],
});

/** A word that some name has. */
export class NameWord extends NameWordSchema.class {}
NameWordSchema.setClass(NameWord);

const NamedChatDueSchema = defineEntity({
  name: 'NamedChatDue',
  properties: { id: p.bigint('number').primary().autoincrement(), number: p.integer() },
});

/** A chat whose words have to be kept again: written by the database itself with each change. */
export class NamedChatDue extends NamedChatDueSchema.class {}
NamedChatDueSchema.setClass(NamedChatDue);
