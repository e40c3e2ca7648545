-- In Shift JIS the second byte of 表, 能 and ソ is a backslash.
CREATE TABLE "表" ("能" text, "ソ" int);
INSERT INTO "表" VALUES ('表能ソ', 1), ('\表\', 2), (E'表\t能\nソ', 3), ('ｱｲｳ 日本語 ①', 4), (NULL, 5);
CREATE TYPE "予" AS ENUM ('表', 'ソ');
CREATE FUNCTION "十"(text DEFAULT '表') RETURNS text LANGUAGE sql AS $$ SELECT '能' || $1 $$;
DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET client_encoding = ''SJIS''', current_database()); END $$;
