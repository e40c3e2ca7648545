-- Types and tables that belong to extensions.
CREATE SCHEMA extensions;
CREATE EXTENSION hstore SCHEMA extensions;
CREATE EXTENSION citext;
CREATE EXTENSION ltree;
CREATE EXTENSION cube;
CREATE EXTENSION isn;
CREATE EXTENSION intarray;
CREATE EXTENSION seg;
CREATE EXTENSION pg_trgm;
CREATE EXTENSION btree_gist;
CREATE EXTENSION tablefunc SCHEMA extensions;

CREATE TABLE extensions.values (
    id int PRIMARY KEY, attributes extensions.hstore, many extensions.hstore[], name citext UNIQUE, path ltree, query lquery,
    cube cube, isbn isbn13, numbers int[], seg seg, during daterange, room int,
    EXCLUDE USING gist (room WITH =, during WITH &&));
INSERT INTO extensions.values VALUES
    (1, 'a=>1, "b c"=>NULL, "\"\\"=>"\\."', ARRAY['x=>y'::extensions.hstore, NULL], 'MiXeD', 'Top.Science', '*.a|b.*{1,2}',
     '(1,2),(3,4)', '978-0-306-40615-7', '{3,1,2}', '1.0 .. 2.50', '[2024-01-01,2024-02-01)', 1),
    (2, '', '{}', '', '', NULL, NULL, NULL, NULL, NULL, NULL, NULL);
CREATE INDEX values_trigrams ON extensions.values USING gin ((name::text) gin_trgm_ops);
CREATE INDEX values_numbers ON extensions.values USING gist (numbers gist__int_ops);

-- Of its own three tables and a sequence, one whole table, a part of another and the sequence belong to the user's data.
CREATE EXTENSION nightmask_fidelity;
INSERT INTO nightmask_settings VALUES ('by the user', 'it''s', false);
INSERT INTO "nightmask all" VALUES (1, 'x'), (2, E'tab\t');
SELECT nextval('nightmask_numbers') FROM generate_series(1, 3);
