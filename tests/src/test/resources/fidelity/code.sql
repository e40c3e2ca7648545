-- Everything that is not a table.
CREATE SCHEMA code;
SET search_path = code, pg_catalog;

CREATE FUNCTION add(int, int DEFAULT 1) RETURNS int LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 7 RETURN $1 + $2;
CREATE FUNCTION add(text, text) RETURNS text LANGUAGE sql AS $body$ SELECT $1 || '$$' || $2 $body$;
CREATE FUNCTION outs(IN a int, INOUT b text, OUT c int[], VARIADIC rest numeric[] DEFAULT '{}') LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = pg_catalog, "it's odd" SET work_mem = '1MB' AS $$ BEGIN c := ARRAY[a]; END $$;
CREATE FUNCTION rows_of() RETURNS TABLE (id int, "a name" text) LANGUAGE sql ROWS 5 LEAKPROOF STABLE
    BEGIN ATOMIC SELECT 1, 'x'; SELECT 2, 'it''s'; END;
CREATE FUNCTION row_number_of_ours() RETURNS bigint LANGUAGE internal WINDOW IMMUTABLE STRICT AS 'window_row_number';
CREATE FUNCTION any_of(anyelement, anyarray) RETURNS bool LANGUAGE sql AS 'SELECT $1 = ANY ($2)';
CREATE FUNCTION "odd ""function"" name"() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    -- with a comment and a tab	
END $$;
CREATE PROCEDURE proceed(INOUT n int, t text DEFAULT 'x') LANGUAGE plpgsql AS $$ BEGIN n := n + 1; COMMIT; END $$;
CREATE PROCEDURE proceed_in_sql(a int) BEGIN ATOMIC SELECT a; END;

CREATE AGGREGATE total(int) (SFUNC = int4pl, STYPE = int, INITCOND = '0', COMBINEFUNC = int4pl, PARALLEL = SAFE,
    MSFUNC = int4pl, MINVFUNC = int4mi, MSTYPE = int, MINITCOND = '0', SORTOP = >);
CREATE AGGREGATE star(*) (SFUNC = int8inc, STYPE = bigint, INITCOND = '0');
CREATE AGGREGATE percentile(float8 ORDER BY anyelement) (SFUNC = ordered_set_transition, STYPE = internal,
    FINALFUNC = percentile_disc_final, FINALFUNC_EXTRA);

CREATE TYPE money_of AS (amount numeric, currency text);
CREATE FUNCTION less(money_of, money_of) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT ($1).amount < ($2).amount';
CREATE FUNCTION greater(money_of, money_of) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT ($1).amount > ($2).amount';
CREATE FUNCTION compare(money_of, money_of) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT sign(($1).amount - ($2).amount)::int';
CREATE OPERATOR <<< (LEFTARG = money_of, RIGHTARG = money_of, FUNCTION = less, COMMUTATOR = >>>, RESTRICT = scalarltsel, JOIN = scalarltjoinsel);
CREATE OPERATOR >>> (LEFTARG = money_of, RIGHTARG = money_of, FUNCTION = greater, COMMUTATOR = <<<);
CREATE FUNCTION negate(money_of) RETURNS money_of LANGUAGE sql AS 'SELECT -($1).amount, ($1).currency';
CREATE OPERATOR !- (RIGHTARG = money_of, FUNCTION = negate);
CREATE OPERATOR FAMILY integers USING btree;
CREATE OPERATOR CLASS backwards FOR TYPE int USING btree FAMILY integers AS
    OPERATOR 1 >, OPERATOR 2 >=, OPERATOR 3 =, OPERATOR 4 <=, OPERATOR 5 <, FUNCTION 1 btint4cmp(int, int);
ALTER OPERATOR FAMILY integers USING btree ADD FUNCTION 1 (int, bigint) btint48cmp(int, bigint);
CREATE CAST (money_of AS text) WITH INOUT AS ASSIGNMENT;
CREATE FUNCTION to_int(money_of) RETURNS int LANGUAGE sql AS 'SELECT ($1).amount::int';
CREATE CAST (money_of AS int) WITH FUNCTION to_int(money_of);
CREATE TYPE paid AS ENUM ('yes', 'no');
CREATE FUNCTION paid_to_bool(paid) RETURNS bool LANGUAGE sql AS 'SELECT $1 = ''yes''';
CREATE CAST (paid AS bool) WITH FUNCTION paid_to_bool(paid) AS IMPLICIT;
CREATE TRANSFORM FOR int LANGUAGE sql (FROM SQL WITH FUNCTION prsd_lextype(internal), TO SQL WITH FUNCTION int4recv(internal));
CREATE CONVERSION latin1_of_ours FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;
CREATE FUNCTION handler() RETURNS language_handler LANGUAGE c AS '$libdir/plpgsql', 'plpgsql_call_handler';
CREATE FUNCTION inline_handler(internal) RETURNS void LANGUAGE c STRICT AS '$libdir/plpgsql', 'plpgsql_inline_handler';
CREATE FUNCTION validator(oid) RETURNS void LANGUAGE c STRICT AS '$libdir/plpgsql', 'plpgsql_validator';
CREATE TRUSTED LANGUAGE plpgsql_of_ours HANDLER handler INLINE inline_handler VALIDATOR validator;
CREATE FUNCTION in_language_of_ours() RETURNS int LANGUAGE plpgsql_of_ours AS $$ BEGIN RETURN 1; END $$;
CREATE ACCESS METHOD heap_of_ours TYPE TABLE HANDLER heap_tableam_handler;
CREATE TABLE stored_by_own_method (id int) USING heap_of_ours;
INSERT INTO stored_by_own_method VALUES (1);
CREATE COLLATION from_libc (LOCALE = 'C');
CREATE COLLATION ignoring_case (PROVIDER = icu, LOCALE = 'und-u-ks-level2', DETERMINISTIC = false);
CREATE TABLE collated (name text COLLATE ignoring_case UNIQUE, other text COLLATE from_libc);
INSERT INTO collated VALUES ('Straße', 'x'), ('strasse', 'y');

CREATE TEXT SEARCH PARSER parser_of_ours (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype);
CREATE TEXT SEARCH TEMPLATE template_of_ours (INIT = dsimple_init, LEXIZE = dsimple_lexize);
CREATE TEXT SEARCH DICTIONARY dictionary_of_ours (TEMPLATE = template_of_ours, STOPWORDS = english);
CREATE TEXT SEARCH CONFIGURATION configuration_of_ours (PARSER = parser_of_ours);
ALTER TEXT SEARCH CONFIGURATION configuration_of_ours ADD MAPPING FOR word, asciiword WITH dictionary_of_ours, simple;
CREATE TABLE searched (id int, body text, words tsvector GENERATED ALWAYS AS (to_tsvector('code.configuration_of_ours', body)) STORED);
INSERT INTO searched (id, body) VALUES (1, 'the quick brown fox');

CREATE FUNCTION on_ddl() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN END $$;
CREATE EVENT TRIGGER watch_tables ON ddl_command_end WHEN TAG IN ('CREATE TABLE', 'ALTER TABLE') EXECUTE FUNCTION on_ddl();
CREATE EVENT TRIGGER watch_drops ON sql_drop EXECUTE FUNCTION on_ddl();
ALTER EVENT TRIGGER watch_drops DISABLE;

CREATE VIEW simple AS SELECT 1 AS one, 'it''s'::text AS "a ""name""";
CREATE VIEW barrier WITH (security_barrier, security_invoker) AS SELECT * FROM collated WHERE name <> 'x';
CREATE VIEW checked AS SELECT id FROM searched WHERE id > 0 WITH LOCAL CHECK OPTION;
ALTER VIEW checked ALTER id SET DEFAULT 5;
CREATE RECURSIVE VIEW counted (n) AS VALUES (1) UNION ALL SELECT n + 1 FROM counted WHERE n < 5;
-- A view and a function that need one another: pg_dump breaks the circle with a placeholder.
CREATE VIEW circular AS SELECT 1 AS a, 'x'::text AS b;
CREATE FUNCTION of_circular(circular) RETURNS text LANGUAGE sql AS 'SELECT ($1).b';
CREATE OR REPLACE VIEW circular AS SELECT id AS a, body AS b FROM searched GROUP BY 1, 2;

CREATE MATERIALIZED VIEW with_data AS SELECT id, upper(body) AS body FROM searched;
CREATE UNIQUE INDEX with_data_id ON with_data (id);
CREATE MATERIALIZED VIEW without_data AS SELECT count(*) AS n FROM searched WITH NO DATA;
CREATE MATERIALIZED VIEW a_on_another WITH (fillfactor = 50) AS SELECT id * 2 AS twice FROM with_data;
CREATE VIEW on_matview AS SELECT twice FROM a_on_another;
RESET search_path;
