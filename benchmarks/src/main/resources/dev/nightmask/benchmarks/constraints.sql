ALTER TABLE people ADD PRIMARY KEY (id);
ALTER TABLE orders ADD PRIMARY KEY (id);
ALTER TABLE events ADD PRIMARY KEY (id);

SELECT format('ALTER TABLE lookup_%s ADD PRIMARY KEY (id)', to_char(number, 'FM00'))
FROM generate_series(1, 20) number
\gexec

ALTER TABLE orders
    ADD FOREIGN KEY (person_id) REFERENCES people,
    ADD FOREIGN KEY (carrier) REFERENCES lookup_01,
    ADD FOREIGN KEY (channel) REFERENCES lookup_02;

VACUUM (ANALYZE);
CHECKPOINT;
