import { Migration20261123First } from '#db/migrations/20261123-first.ts';
import { Migration20261124Files } from '#db/migrations/20261124-files.ts';
import { Migration20261125Golden } from '#db/migrations/20261125-golden.ts';
import { Migration20261125Refused } from '#db/migrations/20261125-refused.ts';
import { Migration20261125Routing } from '#db/migrations/20261125-routing.ts';
import { Migration20261124Settings } from '#db/migrations/20261124-settings.ts';
import { Migration20261125Contacts } from '#db/migrations/20261125-contacts.ts';
import { Migration20261125Presence } from '#db/migrations/20261125-presence.ts';
import { Migration20261127Epoch } from '#db/migrations/20261127-epoch.ts';
import { Migration20261127TokenEnd } from '#db/migrations/20261127-token-end.ts';
import { Migration20261127Room } from '#db/migrations/20261127-room.ts';
import { Migration20261127Folded } from '#db/migrations/20261127-folded.ts';
import { Migration20261127OneSpelling } from '#db/migrations/20261127-one-spelling.ts';
import { Migration20261127Trouble } from '#db/migrations/20261127-trouble.ts';
import { Migration20261127Words } from '#db/migrations/20261127-words.ts';
import { Migration20261127Buttons } from '#db/migrations/20261127-buttons.ts';
import { Migration20261127Events } from '#db/migrations/20261127-events.ts';
import { Migration20261126ContactSearch } from '#db/migrations/20261126-contact-search.ts';

/** In the order they are applied; forward only. */
export const migrations = [
  { name: '20261123-first', class: Migration20261123First },
  { name: '20261124-settings', class: Migration20261124Settings },
  { name: '20261124-files', class: Migration20261124Files },
  { name: '20261125-routing', class: Migration20261125Routing },
  { name: '20261125-contacts', class: Migration20261125Contacts },
  { name: '20261125-presence', class: Migration20261125Presence },
  { name: '20261125-golden', class: Migration20261125Golden },
  { name: '20261125-refused', class: Migration20261125Refused },
  { name: '20261126-contact-search', class: Migration20261126ContactSearch },
  { name: '20261127-trouble', class: Migration20261127Trouble },
  { name: '20261127-epoch', class: Migration20261127Epoch },
  { name: '20261127-token-end', class: Migration20261127TokenEnd },
  { name: '20261127-words', class: Migration20261127Words },
  { name: '20261127-room', class: Migration20261127Room },
  { name: '20261127-one-spelling', class: Migration20261127OneSpelling },
  { name: '20261127-folded', class: Migration20261127Folded },
  { name: '20261127-events', class: Migration20261127Events },
  { name: '20261127-buttons', class: Migration20261127Buttons },
];
