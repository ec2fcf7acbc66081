-- A PBX that is open for business and says nothing: how long is too long, and since when it is so.

SET LOCAL ROLE cc_owner;
SET LOCAL search_path = cc, pg_catalog;

ALTER TABLE centralita
  ADD COLUMN silencio_min int NOT NULL DEFAULT 240 CHECK (silencio_min BETWEEN 0 AND 10080), -- of opening hours; 0: never
  ADD COLUMN secreto_creado timestamptz NOT NULL DEFAULT now();                              -- of the newest secret

ALTER TABLE centralita_salud ADD COLUMN silenciosa_desde timestamptz;                        -- NULL: it speaks
