-- What a notice is about, a request or a mentorship: what was handled there is read here as well.
alter table notices add column about blob;
create index notices_about on notices (person_id, about);
