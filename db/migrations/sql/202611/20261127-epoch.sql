alter table chat add trail jsonb null;
