-- Tables whose rows are elsewhere.
CREATE SCHEMA elsewhere;
CREATE EXTENSION file_fdw;
CREATE EXTENSION postgres_fdw;
CREATE SERVER files FOREIGN DATA WRAPPER file_fdw;
CREATE SERVER other FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'localhost', dbname 'it''s');
CREATE FOREIGN DATA WRAPPER of_ours NO VALIDATOR OPTIONS (debug 'true');
CREATE SERVER of_ours TYPE 'kind' VERSION '1' FOREIGN DATA WRAPPER of_ours;
CREATE FOREIGN TABLE elsewhere.file (a int OPTIONS (force_null 'true'), b text NOT NULL) SERVER files
    OPTIONS (filename '/dev/null', format 'csv');
CREATE FOREIGN TABLE elsewhere.remote (id int OPTIONS (column_name 'ID'), v text DEFAULT 'x') SERVER other OPTIONS (table_name 'T');
CREATE FOREIGN TABLE elsewhere.unreadable (id int) SERVER of_ours;
