-- Chats whose clients are still asked for their contact: few, and counted apart from those that wait for a person.
create index chat_asking_index on chat (page_id, number) where status <> 'finished' and phase <> 'open';
