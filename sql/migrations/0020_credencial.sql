-- What a PBX's own interface asks of us when it is given orders ("AccountSid:AuthToken"), sealed under CC_CLAVE like the secrets
-- that its deliveries are judged by.

SET LOCAL ROLE cc_owner;
SET LOCAL search_path = cc, pg_catalog;

ALTER TABLE centralita ADD COLUMN credencial bytea CHECK (octet_length(credencial) BETWEEN 41 AND 552);
