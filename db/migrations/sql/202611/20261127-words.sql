create index routing_record_at_index on routing_record (at);
create index routing_record_policy_hash_index on routing_record (policy_hash);
