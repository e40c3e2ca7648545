-- Constraints, indexes, statistics and triggers.
CREATE SCHEMA constraints;

CREATE TABLE constraints.chicken (id int PRIMARY KEY, egg int);
CREATE TABLE constraints.egg (id int PRIMARY KEY, chicken int REFERENCES constraints.chicken DEFERRABLE INITIALLY DEFERRED);
INSERT INTO constraints.chicken VALUES (1, 1), (2, NULL);
INSERT INTO constraints.egg VALUES (1, 2), (2, 1);
ALTER TABLE constraints.chicken ADD FOREIGN KEY (egg) REFERENCES constraints.egg DEFERRABLE INITIALLY IMMEDIATE;
CREATE TABLE constraints.tree (id int PRIMARY KEY, parent int REFERENCES constraints.tree ON DELETE CASCADE);
INSERT INTO constraints.tree VALUES (3, NULL), (1, 3), (2, 1);
CREATE TABLE constraints.pair (tenant int, id int, v text, UNIQUE (tenant, id));
INSERT INTO constraints.pair VALUES (1, 1, 'x'), (1, 2, 'y');
CREATE TABLE constraints.refers (tenant int, pair int, id int PRIMARY KEY DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (tenant, pair) REFERENCES constraints.pair (tenant, id) ON DELETE SET NULL (pair) ON UPDATE CASCADE);
ALTER TABLE constraints.refers ADD CONSTRAINT full_match FOREIGN KEY (tenant, pair) REFERENCES constraints.pair (tenant, id) MATCH FULL;
INSERT INTO constraints.refers VALUES (1, 2, 1), (NULL, NULL, 2);

CREATE TABLE constraints.not_valid (n int);
INSERT INTO constraints.not_valid VALUES (-1);
ALTER TABLE constraints.not_valid ADD CONSTRAINT positive CHECK (n > 0) NOT VALID;
CREATE TABLE constraints.various (
    id int UNIQUE NULLS NOT DISTINCT, code text, included int, during tsrange, spot point, words tsvector, doc jsonb, tags int[],
    CONSTRAINT code_unique UNIQUE (code) INCLUDE (included) WITH (fillfactor = 80),
    CONSTRAINT named_check CHECK (code <> 'it''s "bad"'), CHECK (id > 0 OR code IS NULL),
    EXCLUDE USING gist (during WITH &&) WHERE (id IS NOT NULL) DEFERRABLE);
INSERT INTO constraints.various VALUES
    (1, 'a', 1, '[2024-01-01,2024-02-01)', '(1,2)', 'a b', '{"a": 1}', '{1,2}'),
    (NULL, NULL, 2, '[2024-03-01,)', NULL, NULL, NULL, NULL);
CREATE UNIQUE INDEX partial ON constraints.various (code) WHERE included > 0;
CREATE INDEX expression ON constraints.various (lower(code) COLLATE "C" DESC NULLS LAST, (included + 1) ASC NULLS FIRST);
CREATE INDEX hashed ON constraints.various USING hash (code);
CREATE INDEX gin ON constraints.various USING gin (doc jsonb_path_ops) WITH (fastupdate = off);
CREATE INDEX gin_words ON constraints.various USING gin (words);
CREATE INDEX gist ON constraints.various USING gist (spot);
CREATE INDEX spgist ON constraints.various USING spgist (spot);
CREATE INDEX brin ON constraints.various USING brin (included int4_minmax_multi_ops) WITH (pages_per_range = 4);
CREATE INDEX operator_class ON constraints.various (code text_pattern_ops);
CREATE INDEX "odd ""index"" name" ON constraints.various (code, id);
ALTER INDEX constraints.expression ALTER COLUMN 2 SET STATISTICS 300;
ALTER TABLE constraints.various CLUSTER ON code_unique;
ALTER TABLE constraints.tree REPLICA IDENTITY USING INDEX tree_pkey;
ALTER TABLE constraints.egg REPLICA IDENTITY NOTHING;

CREATE STATISTICS constraints.three_kinds ON id, code, included FROM constraints.various;
CREATE STATISTICS constraints.one_kind (mcv) ON id, code FROM constraints.various;
CREATE STATISTICS constraints.of_expression ON (lower(code)), (included % 7) FROM constraints.various;
ALTER STATISTICS constraints.one_kind SET STATISTICS 42;

CREATE TABLE constraints.watched (id int, v text, changes int DEFAULT 0);
INSERT INTO constraints.watched VALUES (1, 'before any trigger'), (2, 'also');
CREATE FUNCTION constraints.spoil() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.v := 'a trigger fired'; NEW.changes := NEW.changes + 1; RETURN NEW;
END $$;
CREATE FUNCTION constraints.refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'refused'; END $$;
CREATE TRIGGER spoil BEFORE INSERT OR UPDATE OF v, id ON constraints.watched FOR EACH ROW
    WHEN (NEW.id > 0) EXECUTE FUNCTION constraints.spoil('argument', 'it''s', E'tab\t\\');
CREATE TRIGGER "always, even on replicas" BEFORE INSERT ON constraints.watched FOR EACH ROW EXECUTE FUNCTION constraints.refuse();
ALTER TABLE constraints.watched ENABLE ALWAYS TRIGGER "always, even on replicas";
CREATE TRIGGER statement_level AFTER DELETE OR TRUNCATE ON constraints.watched EXECUTE FUNCTION constraints.refuse();
ALTER TABLE constraints.watched DISABLE TRIGGER statement_level;
CREATE TRIGGER transition AFTER UPDATE ON constraints.watched REFERENCING OLD TABLE AS was NEW TABLE AS is_now
    FOR EACH STATEMENT EXECUTE FUNCTION constraints.refuse();
ALTER TABLE constraints.watched ENABLE REPLICA TRIGGER transition;
CREATE CONSTRAINT TRIGGER deferred AFTER INSERT ON constraints.watched DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION constraints.refuse();
CREATE TABLE constraints.watched_partitions (id int) PARTITION BY LIST (id);
CREATE TABLE constraints.watched_partition PARTITION OF constraints.watched_partitions DEFAULT;
INSERT INTO constraints.watched_partitions VALUES (1);
CREATE TRIGGER on_root AFTER INSERT ON constraints.watched_partitions FOR EACH ROW EXECUTE FUNCTION constraints.refuse();

CREATE TABLE constraints.ruled (id int, v text);
INSERT INTO constraints.ruled VALUES (1, 'x');
CREATE TABLE constraints.rule_log (id int);
CREATE RULE nothing AS ON DELETE TO constraints.ruled WHERE old.id = 1 DO INSTEAD NOTHING;
CREATE RULE log AS ON INSERT TO constraints.ruled DO ALSO (INSERT INTO constraints.rule_log VALUES (new.id); UPDATE constraints.rule_log SET id = id);
CREATE RULE off AS ON UPDATE TO constraints.ruled DO INSTEAD SELECT 1;
ALTER TABLE constraints.ruled DISABLE RULE off;
CREATE VIEW constraints.writable AS SELECT id, v FROM constraints.ruled;
CREATE RULE through AS ON INSERT TO constraints.writable DO INSTEAD INSERT INTO constraints.ruled VALUES (new.id, new.v) RETURNING id, v;
CREATE FUNCTION constraints.instead() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
CREATE TRIGGER instead INSTEAD OF DELETE ON constraints.writable FOR EACH ROW EXECUTE FUNCTION constraints.instead();
