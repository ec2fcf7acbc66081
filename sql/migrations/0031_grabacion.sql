-- Audio of calls: for now the messages that callers leave in a mailbox. It is kept in the database, and so is deleted with its
-- call, in the same transaction, and is in every backup; a message is some hundred kilobytes.

SET LOCAL ROLE cc_owner;
SET LOCAL search_path = cc, pg_catalog;

CREATE TABLE grabacion (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  grupo_id bigint NOT NULL REFERENCES grupo,
  llamada_id bigint NOT NULL REFERENCES llamada ON DELETE CASCADE,
  clase text NOT NULL CHECK (clase = ANY ('{buzon}')),
  estado text NOT NULL CHECK (estado = ANY ('{pendiente, lista, fallida}')),
  clave text NOT NULL CHECK (length(clave) BETWEEN 1 AND 2048), -- where the PBX keeps it, or the hash of what it uploaded: known again
  tipo text CHECK (tipo = ANY ('{audio/wav, audio/mpeg, audio/ogg}')),
  audio bytea,
  duracion_s int,
  motivo text,                                         -- of fallida
  creada timestamptz NOT NULL DEFAULT now(),
  UNIQUE (llamada_id, clase, clave),
  CHECK (estado <> 'lista' OR (audio IS NOT NULL AND tipo IS NOT NULL))
);
ALTER TABLE grabacion ALTER COLUMN audio SET STORAGE EXTERNAL; -- it is compressed already, and read in pieces

-- Who listened to what.
CREATE TABLE grabacion_acceso (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  grabacion_id bigint NOT NULL REFERENCES grabacion ON DELETE CASCADE,
  agente_id bigint NOT NULL REFERENCES agente ON DELETE CASCADE,
  cuando timestamptz NOT NULL,
  peticion text
);
CREATE INDEX grabacion_acceso_grabacion ON grabacion_acceso (grabacion_id);

-- One piece of a recording, and what it is a piece of.
CREATE TYPE api.trozo AS (tipo text, bytes bigint, trozo bytea);
