-- A need at position 0 is the one that the person called the most important; the others stand at 1. Until now the position
-- was the place in the list of all expertise, which nobody chose.
update profile_expertise set position = 1 where side = 'needed';
