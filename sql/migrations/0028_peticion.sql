-- Finding the call of a request at a PBX that takes no id of ours.

SET LOCAL ROLE cc_owner;
SET LOCAL search_path = cc, pg_catalog;

-- Which call of a component the fold joined to a request by extension and number.
ALTER TYPE llamada_hechos ADD ATTRIBUTE correlada_por text;

-- Whether that may be tried: not where the PBX takes our id for the call's own.
ALTER TABLE orden ADD COLUMN correlar boolean NOT NULL DEFAULT true;
DROP INDEX orden_correlable;
CREATE INDEX orden_correlable ON orden (centralita_id, digitos, creada) WHERE clase = 'originar' AND correlar;

-- A click-to-call while it is being judged: what was asked for, and from where.
CREATE TYPE peticion AS (
  paciente_id bigint,
  numero text,                    -- E.164, or as typed when it is short; NULL: nothing that can be dialled
  escrito text,                   -- as it came
  clase text,                     -- of cc.telefono
  interna boolean,                -- an extension of the same centralita
  clinica_id bigint,              -- on whose behalf
  seguimiento_id bigint,          -- the entry that it answers
  extension text,                 -- the agent's seat, NULL: none
  centralita_id bigint,
  modo text,                      -- centralita, or tel: a person dials
  linea_id bigint,                -- caller id, NULL: the centralita's own
  tarifa_cent int,                -- per minute, estimated
  ajustes jsonb                   -- cc.llamar_ajustes
);

-- Why a click-to-call cannot be, or not without a word more.
CREATE TYPE reparo AS (
  codigo text,                    -- the last part of the problem's type
  estado int,                     -- HTTP
  detalle text,                   -- Spanish
  confirmable text                -- the least role that may say "all the same", NULL: nobody
);
