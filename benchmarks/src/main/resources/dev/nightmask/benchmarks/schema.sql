CREATE TABLE people (
    id bigint NOT NULL,
    token uuid NOT NULL,
    username text NOT NULL,
    email text NOT NULL,
    first_name text NOT NULL,
    last_name text NOT NULL,
    phone text NOT NULL,
    date_of_birth date NOT NULL,
    street text NOT NULL,
    postcode text NOT NULL,
    city text NOT NULL,
    country text NOT NULL,
    company text,
    job text NOT NULL,
    biography text,
    preferences jsonb NOT NULL,
    homepage text NOT NULL,
    balance numeric(12, 2) NOT NULL,
    logins integer NOT NULL,
    active boolean NOT NULL,
    last_address inet NOT NULL,
    created_at timestamp with time zone NOT NULL,
    seen_at timestamp with time zone
);

CREATE TABLE orders (
    id bigint NOT NULL,
    person_id bigint NOT NULL,
    carrier bigint NOT NULL,
    channel bigint NOT NULL,
    number text NOT NULL,
    state text NOT NULL,
    amount numeric(12, 2) NOT NULL,
    currency text NOT NULL,
    placed_at timestamp with time zone NOT NULL,
    remark text
);

CREATE TABLE events (
    id bigint NOT NULL,
    person_id bigint NOT NULL,
    kind smallint NOT NULL,
    at timestamp with time zone NOT NULL,
    value real NOT NULL
);

SELECT format(
    'CREATE TABLE lookup_%s (id bigint NOT NULL, code text NOT NULL, meaning text NOT NULL, changed_at timestamp with time zone NOT NULL)',
    to_char(number, 'FM00'))
FROM generate_series(1, 20) number
\gexec
