-- The filters of the history of which a clinic may have few calls, or none: without an index of their own they read all its
-- past to find that out (0.2-1 s on 100,000 calls). All that they hold is set when the call begins, or in updates that touch every
-- index as it is (an agent's telephone rings, the call ends); only entering a queue, and ringing where nobody sits, are updates in
-- place no more.

SET LOCAL ROLE cc_owner;
SET LOCAL search_path = cc, pg_catalog;

CREATE INDEX llamada_resultado ON llamada (clinica_id, resultado, inicio DESC, id DESC) WHERE resultado IS NOT NULL AND fusionada_en IS NULL;
CREATE INDEX llamada_extension ON llamada (clinica_id, extension, inicio DESC, id DESC) WHERE extension IS NOT NULL AND fusionada_en IS NULL;
CREATE INDEX llamada_cola ON llamada (clinica_id, cola, inicio DESC, id DESC) WHERE cola IS NOT NULL AND fusionada_en IS NULL;
CREATE INDEX llamada_interna ON llamada (clinica_id, inicio DESC, id DESC) WHERE direccion = 'interna' AND fusionada_en IS NULL;
CREATE INDEX llamada_larga ON llamada (clinica_id, inicio DESC, id DESC) WHERE conversacion_s >= 600 AND fusionada_en IS NULL;
