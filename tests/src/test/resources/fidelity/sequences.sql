-- Sequences in states that a plain setval would lose.
CREATE SCHEMA sequences;
CREATE SEQUENCE sequences.never_called;
CREATE SEQUENCE sequences.called_once; SELECT nextval('sequences.called_once');
CREATE SEQUENCE sequences.set_not_called; SELECT setval('sequences.set_not_called', 41, false);
CREATE SEQUENCE sequences.cycled MINVALUE 1 MAXVALUE 3 CYCLE; SELECT nextval('sequences.cycled') FROM generate_series(1, 4);
CREATE SEQUENCE sequences.exhausted MAXVALUE 2; SELECT nextval('sequences.exhausted') FROM generate_series(1, 2);
CREATE SEQUENCE sequences.descending INCREMENT -7 MINVALUE -100 MAXVALUE -1 START -3; SELECT nextval('sequences.descending') FROM generate_series(1, 3);
CREATE SEQUENCE sequences.negative MINVALUE -9223372036854775808 START -9223372036854775808; SELECT nextval('sequences.negative');
CREATE SEQUENCE sequences.at_the_top START 9223372036854775807; SELECT nextval('sequences.at_the_top');
CREATE SEQUENCE sequences.small AS smallint INCREMENT 100 CACHE 20; SELECT nextval('sequences.small');
CREATE UNLOGGED SEQUENCE sequences.unlogged; SELECT nextval('sequences.unlogged') FROM generate_series(1, 5);
CREATE SEQUENCE sequences."Odd 'name'"; SELECT nextval('sequences."Odd ''name''"');
CREATE TABLE sequences.owner (id int DEFAULT nextval('sequences.never_called'), other int);
CREATE SEQUENCE sequences.owned OWNED BY sequences.owner.other; SELECT nextval('sequences.owned') FROM generate_series(1, 17);
INSERT INTO sequences.owner VALUES (5, 6);
