CREATE TABLE nightmask_settings (name text PRIMARY KEY, value text, built_in bool);
INSERT INTO nightmask_settings VALUES ('by the extension', 'default', true);
CREATE TABLE "nightmask all" (id int, v text);
CREATE TABLE nightmask_internal (id int);
INSERT INTO nightmask_internal VALUES (1);
CREATE SEQUENCE nightmask_numbers;
SELECT pg_extension_config_dump('nightmask_settings', 'WHERE NOT built_in AND name <> ''x''');
SELECT pg_extension_config_dump('"nightmask all"', '');
SELECT pg_extension_config_dump('nightmask_numbers', '');
