-- What searching needs, and what login needs to remember.

CREATE EXTENSION IF NOT EXISTS btree_gin SCHEMA cc;

SET LOCAL ROLE cc_owner;
SET LOCAL search_path = cc, pg_catalog;

-- Failed logins of names that are nobody's, by hash of the name: few rows, however many names an attacker tries.
CREATE TABLE sesion_intento (
  cubo int PRIMARY KEY CHECK (cubo BETWEEN 0 AND 4095),
  fallos int NOT NULL,
  ultimo timestamptz NOT NULL
);
