-- Sessions that the ERP opens for its users, and API keys that are rotated without a moment without one.

SET LOCAL ROLE cc_owner;
SET LOCAL search_path = cc, pg_catalog;

-- Two tokens of a key may live at once: the one before goes on until anterior_caduca.
ALTER TABLE clave_api
  ADD COLUMN token_anterior bytea UNIQUE CHECK (length(token_anterior) = 32),
  ADD COLUMN anterior_caduca timestamptz,
  ADD COLUMN anterior_uso timestamptz,
  ADD COLUMN agente_id bigint REFERENCES agente ON DELETE SET NULL;  -- who made it; NULL: the command line

ALTER TABLE sesion ADD COLUMN clave_api_id bigint REFERENCES clave_api;  -- whose ERP opened it; NULL: a password did
CREATE INDEX sesion_clave ON sesion (clave_api_id) WHERE clave_api_id IS NOT NULL AND cerrada IS NULL;

-- A code that the ERP's backend got for one of its users: the browser at `origen` changes it for a session, once. What
-- was used or has expired stays for a day, so that the second who comes hears why.
CREATE TABLE sesion_codigo (
  codigo_hash bytea PRIMARY KEY CHECK (length(codigo_hash) = 32),
  grupo_id bigint NOT NULL REFERENCES grupo,
  agente_id bigint NOT NULL REFERENCES agente ON DELETE CASCADE,
  clave_api_id bigint NOT NULL REFERENCES clave_api ON DELETE CASCADE,
  extension_id bigint REFERENCES extension ON DELETE SET NULL,  -- where they sit, if the ERP knows
  origen text NOT NULL,
  caduca timestamptz NOT NULL,
  usado timestamptz
);
CREATE INDEX sesion_codigo_caduca ON sesion_codigo (caduca);
