-- What COPY has to escape, and what looks as if it had to.
CREATE SCHEMA text;

CREATE TABLE text.every_byte (byte int PRIMARY KEY, alone text, within text, doubled varchar, padded char(4), json json, jsonb jsonb, xml xml);
INSERT INTO text.every_byte
SELECT byte, c, 'a' || c || 'b' || c, c || c, c, to_json('a' || c || 'b'), to_jsonb('a' || c || 'b'),
       CASE WHEN byte IN (9, 10, 13) OR byte > 31 THEN xmlelement(name e, 'a' || c || 'b') END
FROM generate_series(1, 127) AS byte, LATERAL (SELECT chr(byte) AS c) AS one;

CREATE TABLE text.every_bytea (byte int PRIMARY KEY, alone bytea, within bytea);
INSERT INTO text.every_bytea
SELECT byte, set_byte('\x00', 0, byte), set_byte('\x6100620a5c2e', 1, byte) FROM generate_series(0, 255) AS byte;

CREATE TABLE text.multibyte (what text, value text);
INSERT INTO text.multibyte VALUES
    ('two bytes', 'äöüÄÖÜßéñЖ'), ('three bytes', '表能ソ十日本語€₩'), ('four bytes', '𝄞😀𠀀'),
    ('combining', E'e\u0301 o\u0308'), ('right to left', E'שלום \u200f \u202e'), ('joined', E'👩\u200d👩\u200d👧'),
    ('byte order mark', E'\ufeffx'), ('non-characters', E'\ufffe\uffff\U0010ffff'), ('C1 control', E'\u0080\u0085\u009f'),
    ('line separators', E'\u2028\u2029\u00a0'), ('last of each length', E'\u007f\u07ff\uffff\U0010ffff');
CREATE TABLE text."größe 表" ("straße" text, "ソ能" int);
INSERT INTO text."größe 表" VALUES ('ä', 1), (NULL, 2);

CREATE TABLE text.one_column (value text);
INSERT INTO text.one_column VALUES
    (NULL), (''), ('\N'), ('\\N'), ('\.'), ('\\.'), (E'\\.\n'), (E'\n\\.\n'), (E'\n'), (E'\t'), (E'\r\n'), ('\'), ('\\'),
    ('\x41'), ('\101'), ('NULL'), ('"'), (''''), ('$$'), ('-- comment'), ('COPY x FROM stdin;'), ('\restrict x'), (' ');
CREATE TABLE text.three_columns (a text, b text, c text);
INSERT INTO text.three_columns SELECT a.value, b.value, c.value
FROM (VALUES (NULL), (''), ('\N'), (E'\t\\')) AS a (value), (VALUES (NULL), (''), (E'\n')) AS b (value),
     (VALUES (NULL), (''), ('\'), ('x')) AS c (value);

CREATE TABLE text.huge (id int, value text, binary_value bytea, tail text);
ALTER TABLE text.huge ALTER value SET STORAGE EXTERNAL;
INSERT INTO text.huge VALUES
    (1, repeat(E'thirty megabytes of text \\ \t \n ä', 1000000), decode(repeat('00ff5c0a', 250000), 'hex'), 'tail'),
    (2, 'small after huge', '', NULL);
