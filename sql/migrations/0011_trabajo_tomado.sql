-- Jobs whose taker died are looked for on every claim: those must be as cheap to find as the pending ones.
SET LOCAL ROLE cc_owner;
SET LOCAL search_path = cc, pg_catalog;

CREATE INDEX trabajo_tomado ON trabajo (ejecutor, tomado) WHERE estado = 'tomado';
