-- A table for each built-in type with its ordinary, empty and extreme values, and one for the array of it.
CREATE SCHEMA types;

CREATE FUNCTION types.tables_of(type text, literals text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    delimiter text := (SELECT typdelim FROM pg_type WHERE oid = type::regtype);
    quoted text := (SELECT string_agg('"' || regexp_replace(literal, '(["\\])', '\\\1', 'g') || '"', delimiter) FROM unnest(literals) AS literal);
BEGIN
    EXECUTE format('CREATE TABLE types.%I (position int, value %s)', 'of ' || type, type);
    EXECUTE format('INSERT INTO types.%I VALUES (0, NULL)', 'of ' || type);
    FOR i IN 1 .. cardinality(literals) LOOP
        EXECUTE format('INSERT INTO types.%I VALUES (%s, %L)', 'of ' || type, i, literals[i]);
    END LOOP;
    EXECUTE format('CREATE TABLE types.%I (position int, value %s[])', 'array of ' || type, type);
    EXECUTE format('INSERT INTO types.%I VALUES (0, NULL), (1, %L), (2, %L), (3, %L)', 'array of ' || type,
        '{}', format('[0:1][3:3]={{NULL}%s{NULL}}', delimiter), format('{%s%sNULL}', quoted, delimiter));
END $$;

SELECT types.tables_of(type, literals) FROM (VALUES
    ('bool', ARRAY['t', 'f']),
    ('bytea', ARRAY['', '\x00', '\x5c2e0a', '\xdeadbeef']),
    ('"char"', ARRAY['', 'a', '\200', '\', E'\t']),
    ('name', ARRAY['', 'plain', 'with "quotes"', E'with\ttab']),
    ('int8', ARRAY['0', '-9223372036854775808', '9223372036854775807']),
    ('int2', ARRAY['0', '-32768', '32767']),
    ('int2vector', ARRAY['', '1 2 -3']),
    ('int4', ARRAY['0', '-2147483648', '2147483647']),
    ('regproc', ARRAY['-', 'now', '4294967294']),
    ('text', ARRAY['', ' ', 'x', '\N', '\.', '{"a,b"}', 'NULL', E'\b\f\n\r\t\v\\']),
    ('oid', ARRAY['0', '4294967295']),
    ('tid', ARRAY['(0,0)', '(4294967295,65535)']),
    ('xid', ARRAY['0', '4294967295']),
    ('cid', ARRAY['0', '4294967295']),
    ('oidvector', ARRAY['', '1 4294967295']),
    ('json', ARRAY['{}', 'null', '{"a": 1,  "a":2}', E'[1.50,\n\t"x"]', '"\u0000\\"', '12345678901234567890.10']),
    ('xml', ARRAY['', '<a/>', 'text only', E'<?xml version="1.0"?><a b="&lt;">\n<![CDATA[\.]]></a>']),
    ('point', ARRAY['(0,-0)', '(Infinity,NaN)', '(1e-300,0.1)']),
    ('lseg', ARRAY['[(0,0),(1,1)]']),
    ('path', ARRAY['[(0,0),(1,1)]', '((0,0),(1,1),(2,0))']),
    ('box', ARRAY['(1,1),(0,0)']),
    ('polygon', ARRAY['((0,0),(1,1),(2,0))']),
    ('line', ARRAY['{1,-1,0}']),
    ('circle', ARRAY['<(0,0),1.5>']),
    ('cidr', ARRAY['10.0.0.0/8', '2001:db8::/32', '0.0.0.0/0']),
    ('inet', ARRAY['10.0.0.1/8', '192.168.1.1', 'fe80::1/64', '::ffff:1.2.3.4']),
    ('macaddr', ARRAY['08:00:2b:01:02:03']),
    ('macaddr8', ARRAY['08:00:2b:01:02:03:04:05']),
    ('float4', ARRAY['0', '-0', 'NaN', 'Infinity', '-Infinity', '1e-45', '3.4028235e+38', '0.1']),
    ('float8', ARRAY['0', '-0', 'NaN', 'Infinity', '-Infinity', '5e-324', '1.7976931348623157e+308', '0.1']),
    ('money', ARRAY['0', '-92233720368547758.08', '92233720368547758.07']),
    ('aclitem', ARRAY['postgres=r*w/postgres', '=r/postgres']),
    ('bpchar', ARRAY['', 'x', 'x  ']),
    ('varchar', ARRAY['', 'x', 'x  ']),
    ('date', ARRAY['2000-01-01', 'infinity', '-infinity', '4713-01-01 BC', '5874897-12-31']),
    ('time', ARRAY['00:00', '24:00:00', '23:59:59.999999']),
    ('timestamp', ARRAY['infinity', '-infinity', '4713-01-01 00:00:00 BC', '294276-12-31 23:59:59.999999']),
    ('timestamptz', ARRAY['infinity', '-infinity', '4713-01-01 00:00:00+00 BC', '294276-12-31 23:59:59.999999+00']),
    ('interval', ARRAY['0', '178000000 years', '-1 mon +2 days -03:04:05.000006', 'P1Y2M3DT4H5M6.7S']),
    ('timetz', ARRAY['00:00+00', '24:00:00-15:59:59', '12:00+15:59']),
    ('bit', ARRAY['0', '1']),
    ('varbit', ARRAY['', '0', '101010101010101010']),
    ('numeric', ARRAY['0', '0.000', 'NaN', 'Infinity', '-Infinity', '1e131071', '1e-16383', '-12345678901234567890.1']),
    ('refcursor', ARRAY['', 'cursor']),
    ('regprocedure', ARRAY['-', 'lower(text)']),
    ('regoper', ARRAY['0', '||/']),
    ('regoperator', ARRAY['0', '+(integer,integer)', '-(NONE,bigint)']),
    ('regclass', ARRAY['-', 'pg_class', 'types."of text"']),
    ('regtype', ARRAY['-', 'timestamp with time zone', 'int4[]']),
    ('regconfig', ARRAY['-', 'simple']),
    ('regdictionary', ARRAY['-', 'simple']),
    ('regnamespace', ARRAY['-', 'pg_catalog', 'types']),
    ('regrole', ARRAY['-', 'postgres']),
    ('regcollation', ARRAY['-', '"C"']),
    ('uuid', ARRAY['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff']),
    ('txid_snapshot', ARRAY['10:20:10,14,15']),
    ('pg_snapshot', ARRAY['10:20:10,14,15']),
    ('xid8', ARRAY['0', '18446744073709551615']),
    ('pg_lsn', ARRAY['0/0', 'FFFFFFFF/FFFFFFFF']),
    ('tsvector', ARRAY['', '''it''''s'':1A,2B,3 ''\\'':4', 'a b c']),
    ('tsquery', ARRAY['', '!a & (b | c:*A) <2> d', '''it''''s''']),
    ('jsonb', ARRAY['{}', 'null', '{"b": [1.50, "\\", "\t"], "a": {"": null}}', '12345678901234567890.10']),
    ('jsonpath', ARRAY['$', 'strict $."a b"[*] ? (@.size() > 1)']),
    ('int4range', ARRAY['empty', '(,)', '[1,2)', '(,5]']),
    ('int8range', ARRAY['empty', '[-9223372036854775808,)']),
    ('numrange', ARRAY['empty', '(1.10,NaN]', '[-Infinity,Infinity)']),
    ('tsrange', ARRAY['empty', '["2000-01-01 00:00:00",infinity]']),
    ('tstzrange', ARRAY['empty', '["2000-01-01 00:00:00+00",infinity)']),
    ('daterange', ARRAY['empty', '[2000-01-01,infinity]']),
    ('int4multirange', ARRAY['{}', '{[1,2),[5,)}', '{(,)}']),
    ('int8multirange', ARRAY['{}', '{[1,2),[5,)}']),
    ('nummultirange', ARRAY['{}', '{[1.0,2.50),(5,)}']),
    ('tsmultirange', ARRAY['{}', '{["2000-01-01 00:00:00","2001-01-01 00:00:00")}']),
    ('tstzmultirange', ARRAY['{}', '{["2000-01-01 00:00:00+00","2001-01-01 00:00:00+00")}']),
    ('datemultirange', ARRAY['{}', '{[2000-01-01,2001-01-01)}'])
) AS built_in (type, literals);

-- These have no input function: PostgreSQL itself can't load a value of them.
CREATE TABLE types.without_input (
    a pg_node_tree, b pg_ndistinct, c pg_dependencies, d pg_mcv_list,
    e pg_brin_bloom_summary, f pg_brin_minmax_multi_summary, g gtsvector, h gtsvector[]);
INSERT INTO types.without_input VALUES (NULL), (NULL);

CREATE TABLE types.with_modifier (
    a numeric(10, 2), b numeric(4, -2), c varchar(3), d char(5), e bit(8), f bit varying(9), g time(0),
    h timestamp(3), i timestamptz(0), j interval year to month, k interval second(3), l varchar(2)[], m char(3)[],
    n float(20), o "char"[][3]);
INSERT INTO types.with_modifier VALUES
    (-0.5, 12345, 'äöü', 'a', B'10101010', B'1', '12:34:56.789', '2000-01-01 00:00:00.1235', '2000-01-01 00:00:00.5+03',
     '1 year 2 mons', '4.5678', ARRAY['ä', NULL], ARRAY['a', ''], 0.1, ARRAY[ARRAY['a', 'b']]::"char"[]);
INSERT INTO types.with_modifier DEFAULT VALUES;

CREATE TYPE types.mood AS ENUM ('sad', 'so-so', 'it''s "fine"', E'tab\there', '', 'glücklich');
ALTER TYPE types.mood ADD VALUE 'sadder' BEFORE 'sad';
CREATE TYPE types.address AS (street text, "zip code" varchar(10), floor int);
CREATE TYPE types.person AS (name text, home types.address, others types.address[], mood types.mood);
ALTER TYPE types.address DROP ATTRIBUTE floor;
ALTER TYPE types.address ADD ATTRIBUTE country text;
CREATE DOMAIN types.positive AS int DEFAULT 1 CONSTRAINT above_zero CHECK (VALUE > 0);
CREATE DOMAIN types.very_positive AS types.positive NOT NULL CHECK (VALUE > 100);
CREATE DOMAIN types.zip AS text COLLATE "C" CHECK (VALUE ~ '^\d{5}$');
CREATE DOMAIN types.addresses AS types.address[] CHECK (cardinality(VALUE) < 5);
CREATE DOMAIN types.settled AS types.address CHECK ((VALUE).street <> 'nowhere');
CREATE TYPE types.floatrange AS RANGE (subtype = float8, subtype_diff = float8mi, multirange_type_name = types.floatranges);
CREATE TYPE types.textrange AS RANGE (subtype = text, collation = "C");
CREATE TYPE types.empty_composite AS ();
CREATE TYPE types.shell;
CREATE TYPE types.own_int;
CREATE FUNCTION types.own_int_in(cstring) RETURNS types.own_int LANGUAGE internal IMMUTABLE STRICT AS 'int4in';
CREATE FUNCTION types.own_int_out(types.own_int) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int4out';
CREATE TYPE types.own_int (INPUT = types.own_int_in, OUTPUT = types.own_int_out, LIKE = int4, CATEGORY = 'N', DEFAULT = '7');

CREATE TABLE types.own (
    mood types.mood, moods types.mood[], address types.address, addresses types.address[], person types.person,
    people types.person[], positive types.positive, positives types.positive[], very types.very_positive DEFAULT 101,
    zip types.zip, domain_of_array types.addresses, domain_of_composite types.settled, range types.floatrange,
    ranges types.floatranges, array_of_ranges types.floatranges[], textrange types.textrange,
    own types.own_int, owns types.own_int[], nothing types.empty_composite);
INSERT INTO types.own VALUES
    ('it''s "fine"', ARRAY['', 'sadder', NULL, E'tab\there']::types.mood[], ROW('a "b", (c)\', '', NULL),
     ARRAY[ROW(E'new\nline', '\N', '\.'), NULL, ROW(NULL, NULL, NULL)]::types.address[],
     ROW('x', ROW('{', '}', ','), ARRAY[ROW('"', '''', '\')]::types.address[], 'glücklich'),
     ARRAY[ROW('x', NULL, '{}', NULL)]::types.person[], 5, ARRAY[1, 2], 102, '01234',
     ARRAY[ROW('a', 'b', 'c')]::types.address[], ROW('a', NULL, NULL), '[1.5,2.5]', '{[1,2),(3,4]}',
     ARRAY['{[1,2)}', '{}']::types.floatranges[], '["a,\"b",z)', '42', ARRAY['1', '-2']::types.own_int[], ROW());
INSERT INTO types.own DEFAULT VALUES;
