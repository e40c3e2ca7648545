-- In an SQL_ASCII database nobody knows what the bytes mean: here é in LATIN1, which UTF-8 does not allow.
CREATE TABLE people (id int PRIMARY KEY, name text);
INSERT INTO people VALUES (1, 'plain'), (2, convert_from('\xe9', 'SQL_ASCII'));
