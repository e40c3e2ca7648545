-- What Nightmask leaves out of foreign tables: options name hosts, databases and files of the source, mappings hold
-- passwords.
ALTER SERVER other OPTIONS (DROP host, DROP dbname);
ALTER FOREIGN DATA WRAPPER of_ours OPTIONS (DROP debug);
ALTER FOREIGN TABLE elsewhere.file OPTIONS (DROP format);
ALTER FOREIGN TABLE elsewhere.file ALTER a OPTIONS (DROP force_null);
ALTER FOREIGN TABLE elsewhere.remote OPTIONS (DROP table_name);
ALTER FOREIGN TABLE elsewhere.remote ALTER id OPTIONS (DROP column_name);
DROP USER MAPPING FOR left_out_role SERVER other;
