-- What is signed is hashed with each signature, in the language in which it was read.
alter table charters drop column hash;
