-- Partitioned tables of every kind, and inheritance.
CREATE SCHEMA partitions;
CREATE TYPE partitions.colour AS ENUM ('red', 'green', 'blue', 'orange', 'purple');

CREATE TABLE partitions.by_range (id int, at date NOT NULL, v text DEFAULT 'd', PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE TABLE partitions.by_range_2024 PARTITION OF partitions.by_range FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE partitions.by_range_old PARTITION OF partitions.by_range (v DEFAULT 'old') FOR VALUES FROM (MINVALUE) TO ('2024-01-01');
CREATE TABLE partitions.by_range_default PARTITION OF partitions.by_range DEFAULT;
CREATE TABLE partitions.by_range_2025 (v text DEFAULT 'd', dropped int, at date NOT NULL, id int NOT NULL);
ALTER TABLE partitions.by_range_2025 DROP dropped;
ALTER TABLE partitions.by_range ATTACH PARTITION partitions.by_range_2025 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
INSERT INTO partitions.by_range SELECT i, '2023-06-01'::date + i * 10, 'v' || i FROM generate_series(1, 200) AS i;
CREATE INDEX by_range_v ON partitions.by_range (v);
CREATE TABLE partitions.refers (id int PRIMARY KEY, range_id int, at date, FOREIGN KEY (range_id, at) REFERENCES partitions.by_range);
INSERT INTO partitions.refers VALUES (1, 1, '2023-06-11'), (2, NULL, NULL);

CREATE TABLE partitions.by_list (region text, n int) PARTITION BY LIST (region);
CREATE TABLE partitions.by_list_ab PARTITION OF partitions.by_list FOR VALUES IN ('a', 'b', NULL);
CREATE TABLE partitions."by list 'quoted'" PARTITION OF partitions.by_list FOR VALUES IN ('it''s', '\', E'tab\t');
CREATE TABLE partitions.by_list_rest PARTITION OF partitions.by_list DEFAULT PARTITION BY RANGE (n);
CREATE TABLE partitions.by_list_rest_low PARTITION OF partitions.by_list_rest FOR VALUES FROM (0) TO (10) PARTITION BY HASH (region);
CREATE TABLE partitions.by_list_rest_low_0 PARTITION OF partitions.by_list_rest_low FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE partitions.by_list_rest_low_1 PARTITION OF partitions.by_list_rest_low FOR VALUES WITH (MODULUS 2, REMAINDER 1);
CREATE TABLE partitions.by_list_rest_default PARTITION OF partitions.by_list_rest DEFAULT;
INSERT INTO partitions.by_list VALUES ('a', 1), (NULL, 2), ('it''s', 3), ('\', 4), (E'tab\t', 5), ('c', 6), ('d', 7), ('e', 60), ('f', NULL);

-- pg_dump loads these through the root, because an enum's hash differs from one database to the next.
CREATE TABLE partitions.by_enum_hash (colour partitions.colour, n int, PRIMARY KEY (colour, n)) PARTITION BY HASH (colour);
CREATE TABLE partitions.by_enum_hash_0 PARTITION OF partitions.by_enum_hash FOR VALUES WITH (MODULUS 3, REMAINDER 0);
CREATE TABLE partitions.by_enum_hash_1 PARTITION OF partitions.by_enum_hash FOR VALUES WITH (MODULUS 3, REMAINDER 1);
CREATE TABLE partitions.by_enum_hash_2 PARTITION OF partitions.by_enum_hash FOR VALUES WITH (MODULUS 3, REMAINDER 2);
INSERT INTO partitions.by_enum_hash SELECT colour, n FROM unnest(enum_range(NULL::partitions.colour)) AS colour, generate_series(1, 20) AS n;

CREATE TABLE partitions.by_hash (id int, v text) PARTITION BY HASH (id);
CREATE TABLE partitions.by_hash_0 PARTITION OF partitions.by_hash FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE partitions.by_hash_1 PARTITION OF partitions.by_hash FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO partitions.by_hash SELECT i, 'v' || i FROM generate_series(1, 100) AS i;
CREATE TABLE partitions.by_expression (id int, at timestamp) PARTITION BY RANGE (date_trunc('month', at), (id % 10));
CREATE TABLE partitions.by_expression_all PARTITION OF partitions.by_expression FOR VALUES FROM (MINVALUE, MINVALUE) TO (MAXVALUE, MAXVALUE);
INSERT INTO partitions.by_expression VALUES (1, '2024-02-03'), (2, '2024-02-04');
CREATE TABLE partitions.without_partitions (id int) PARTITION BY LIST (id);
CREATE TABLE partitions.detached (v text, at date, id int);
INSERT INTO partitions.detached VALUES ('x', '2020-01-01', 1);

CREATE SCHEMA inheritance;
CREATE TABLE inheritance.parent (a int, b text DEFAULT 'parent', CONSTRAINT positive CHECK (a > 0), CONSTRAINT own CHECK (b <> '') NO INHERIT);
CREATE TABLE inheritance.child (c date) INHERITS (inheritance.parent);
CREATE TABLE inheritance.reordered (d int, b text, x text, a int);
ALTER TABLE inheritance.reordered ADD CONSTRAINT positive CHECK (a > 0);
ALTER TABLE inheritance.reordered INHERIT inheritance.parent;
CREATE TABLE inheritance.other_parent (a int, e text);
CREATE TABLE inheritance.of_two (f text, b text DEFAULT 'child') INHERITS (inheritance.parent, inheritance.other_parent);
CREATE TABLE inheritance.grandchild (g int) INHERITS (inheritance.child);
ALTER TABLE inheritance.parent ADD added_later int DEFAULT 9;
ALTER TABLE inheritance.other_parent DROP e;
INSERT INTO inheritance.parent VALUES (1, 'p', 1), (2, 'q', NULL);
INSERT INTO inheritance.child (a, b, c) VALUES (3, 'c', '2024-01-01');
INSERT INTO inheritance.reordered (d, b, x, a) VALUES (4, 'r', 'x', 5);
INSERT INTO inheritance.of_two (a, f) VALUES (6, 'two');
INSERT INTO inheritance.grandchild (a, b, c, g) VALUES (7, 'g', NULL, 8);
