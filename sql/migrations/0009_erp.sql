-- What the ERP's feed needs beside the patients themselves.

SET LOCAL ROLE cc_owner;
SET LOCAL search_path = cc, pg_catalog;

-- Links to somebody whom the ERP has named but not sent yet: they become rows of vinculo when that reference comes.
CREATE TABLE vinculo_pendiente (
  paciente_id bigint NOT NULL REFERENCES paciente ON DELETE CASCADE,
  erp_ref text NOT NULL CHECK (length(erp_ref) BETWEEN 1 AND 128),
  clase text NOT NULL CHECK (clase IN ('tutor', 'conyuge', 'hijo', 'padre', 'hermano', 'cuidador', 'otro')),
  grupo_id bigint NOT NULL REFERENCES grupo,
  PRIMARY KEY (paciente_id, erp_ref, clase)
);
CREATE INDEX vinculo_pendiente_ref ON vinculo_pendiente (grupo_id, erp_ref);

-- Two rows that may be one person: one that a receptionist made, and one that the ERP sent later. A person says which; the
-- answer stays, so that the same question is not asked again.
CREATE TABLE adopcion (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  grupo_id bigint NOT NULL REFERENCES grupo,
  propio_id bigint NOT NULL REFERENCES paciente ON DELETE CASCADE,  -- made here
  erp_id bigint NOT NULL REFERENCES paciente ON DELETE CASCADE,     -- the ERP's, which stays when they are one
  estado text NOT NULL DEFAULT 'pendiente' CHECK (estado IN ('pendiente', 'fusionada', 'distintos', 'anulada')),
  creada timestamptz NOT NULL DEFAULT now(),
  resuelta timestamptz,
  agente_id bigint REFERENCES agente ON DELETE SET NULL,
  UNIQUE (propio_id, erp_id)
);
CREATE INDEX adopcion_pendiente ON adopcion (grupo_id, id) WHERE estado = 'pendiente';
CREATE INDEX adopcion_erp ON adopcion (erp_id);
