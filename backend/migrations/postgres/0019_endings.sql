-- ending: why a mentorship ended; left_id: which of the two is gone, where one is.
alter table mentorships add column ending text;
alter table mentorships add column left_id uuid references people (id);
update mentorships set ending = 'completed' where closed_at is not null;
