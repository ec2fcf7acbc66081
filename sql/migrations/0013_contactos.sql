-- The calls of a contact: looked for when it is taken away.

SET LOCAL ROLE cc_owner;
SET LOCAL search_path = cc, pg_catalog;

CREATE INDEX llamada_contacto ON llamada (contacto_id) WHERE contacto_id IS NOT NULL;
