-- Numbers of documents begin anew each year, each month, or never, as a company says; until now each year. `period` is
-- the year, the month (202611), or 0.
alter table company add column number_restart text not null default 'yearly';
alter table document_counter rename column year to period;
alter table document rename column number_year to number_period;
alter table document rename constraint document_company_id_kind_number_year_number_count_unique
  to document_company_id_kind_number_period_number_count_unique;
