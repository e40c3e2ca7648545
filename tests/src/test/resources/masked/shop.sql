-- Every value that is to be masked holds the row's number between two words that stand nowhere else.
CREATE TABLE customer (
    id int PRIMARY KEY, email text NOT NULL UNIQUE, full_name text, born date, phone text, note text, balance numeric,
    prefs jsonb, external uuid UNIQUE, code int UNIQUE, nickname varchar(20));
INSERT INTO customer
SELECT i, 'quokka' || i || 'wombat@secret.test', 'Quokka' || i || ' Wombat', '1950-02-03'::date + i, '+49 555 ' || 1000000 + i,
       'quokka note ' || i || ' wombat', i * 1.50, jsonb_build_object('theme', 'dark', 'mail', jsonb_build_object('email',
       'quokka' || i || 'wombat@secret.test'), 'hobby', 'quokka hobby ' || i || ' wombat'), md5(i::text)::uuid, i * 7, 'quokka' || i || 'w'
FROM generate_series(1, 500) AS i;
INSERT INTO customer (id, email) VALUES (501, ''), (502, 'no at sign quokka502wombat');
CREATE TABLE purchase (id bigint PRIMARY KEY, customer int REFERENCES customer, buyer_email text, at timestamptz);
INSERT INTO purchase
SELECT i, i % 500 + 1, 'quokka' || i % 700 || 'wombat@secret.test', '2024-01-01 00:00:00+00'::timestamptz + i * interval '1 hour'
FROM generate_series(1, 2000) AS i;
CREATE TABLE newsletter (email text PRIMARY KEY, since date);
INSERT INTO newsletter SELECT 'quokka' || i * 3 || 'wombat@secret.test', '2024-01-01' FROM generate_series(1, 200) AS i;
CREATE TABLE visit (address inet);
INSERT INTO visit SELECT ('10.99.' || i || '.1')::inet FROM generate_series(1, 50) AS i;
