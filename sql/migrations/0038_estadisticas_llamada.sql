-- What the planner must know of the columns that the history is filtered by: an agent's, a line's or a patient's calls are nearly
-- all of one clinic and group. Taken as independent, they look a thousand times rarer than they are, and a filter that has a
-- hundred thousand calls is answered by reading and sorting them all (2.5 s at ten million) instead of the newest fifty of an
-- index (17 ms).

SET LOCAL ROLE cc_owner;
SET LOCAL search_path = cc, pg_catalog;

CREATE STATISTICS llamada_de_quien (dependencies) ON grupo_id, clinica_id, agente_id, linea_id FROM llamada;
CREATE STATISTICS llamada_motivo (dependencies) ON grupo_id, clinica_id, tipificacion_id FROM llamada;
CREATE STATISTICS llamada_persona (dependencies) ON grupo_id, clinica_id, paciente_id FROM llamada;

ANALYZE llamada;
