-- What figures and the history's last filters need.

SET LOCAL ROLE cc_owner;
SET LOCAL search_path = cc, pg_catalog;

-- Within how many seconds an incoming call should be answered: what the clinic's service level is held against.
ALTER TABLE clinica ADD COLUMN umbral_servicio_s int NOT NULL DEFAULT 20 CHECK (umbral_servicio_s BETWEEN 1 AND 600);

-- The calls that are or were recorded, where few are. `grabacion` changes once or twice in a call's life: only those updates
-- touch the indexes.
CREATE INDEX llamada_grabada ON llamada (clinica_id, inicio DESC, id DESC)
  WHERE grabacion = ANY ('{activa, en_pausa, lista}') AND fusionada_en IS NULL;
