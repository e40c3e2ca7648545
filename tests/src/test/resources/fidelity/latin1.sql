CREATE TABLE "größe" ("straße" text, n int);
INSERT INTO "größe" VALUES ('äöüß ÿ¿', 1), (convert_from(set_byte('\x00', 0, 160), 'LATIN1'), 2);
CREATE TABLE every_latin1 AS SELECT n, chr(n) AS c, 'a' || chr(n) || '\' AS within FROM generate_series(1, 255) AS n WHERE n NOT BETWEEN 128 AND 159;
CREATE TYPE "Müller" AS ENUM ('ä', 'ö');
CREATE FUNCTION "ü"(text DEFAULT 'é') RETURNS text LANGUAGE sql AS $$ SELECT 'ñ' || $1 $$;
