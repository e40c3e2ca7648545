-- What Nightmask leaves out on purpose.
COMMENT ON TABLE tables.dropped IS 'left out: a comment';
COMMENT ON COLUMN tables.dropped.a IS 'left out: a comment';
COMMENT ON SCHEMA tables IS 'left out: a comment';
CREATE ROLE left_out_role;
ALTER TABLE tables.no_rows OWNER TO left_out_role;
GRANT SELECT ON tables.dropped TO left_out_role;
GRANT SELECT (a) ON tables.dropped TO PUBLIC;
GRANT USAGE ON SCHEMA tables TO left_out_role;
ALTER DEFAULT PRIVILEGES IN SCHEMA tables GRANT SELECT ON TABLES TO left_out_role;
CREATE USER MAPPING FOR left_out_role SERVER other OPTIONS (user 'left_out', password 'left out: a password');
CREATE PUBLICATION left_out_publication FOR TABLE tables.dropped WHERE (a > 0);
CREATE PUBLICATION left_out_schema FOR TABLES IN SCHEMA tables;
CREATE SUBSCRIPTION left_out_subscription CONNECTION 'host=nowhere password=left_out' PUBLICATION p
    WITH (connect = false, slot_name = NONE);
SELECT lo_from_bytea(4000000001, 'left out: a large object');
COMMENT ON LARGE OBJECT 4000000001 IS 'left out: a comment';
DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET work_mem = ''5MB''', current_database()); END $$;
