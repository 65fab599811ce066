alter table api_token add column expires_at timestamptz not null default (now() + interval '90 days');
