-- A clinic's calls of one disposition, newest first. Without it they are looked for among all of the clinic and all of the
-- disposition, 428 ms at ten million calls instead of 4.

SET LOCAL ROLE cc_owner;
SET LOCAL search_path = cc, pg_catalog;

CREATE INDEX llamada_clinica_tipificacion ON llamada (clinica_id, tipificacion_id, inicio DESC, id DESC)
  WHERE tipificacion_id IS NOT NULL AND fusionada_en IS NULL;
