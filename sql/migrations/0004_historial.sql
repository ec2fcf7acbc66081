-- What searching needs, and what login needs to remember.

CREATE EXTENSION IF NOT EXISTS btree_gin SCHEMA cc;

SET LOCAL ROLE cc_owner;
SET LOCAL search_path = cc, pg_catalog;

-- Failed logins of names that are nobody's, by hash of the name: few rows, however many names an attacker tries.
CREATE TABLE sesion_intento (
  cubo int PRIMARY KEY CHECK (cubo BETWEEN 0 AND 4095),
  fallos int NOT NULL,
  ultimo timestamptz NOT NULL
);

-- Search by fragments: three letters or more, anywhere. With grupo_id in front, a big group does not slow a small one.
-- Patients also by how they begin, for the first two letters that somebody types. Numbers are indexed as `clave || ''`,
-- because trigrams can answer `clave = …` as well: the planner took them for the cheapest way to find one exact number, and
-- they cost 10 ms on a million where the B-tree costs 10 µs.
DROP INDEX paciente_busqueda;
CREATE INDEX paciente_busqueda ON paciente USING gin (grupo_id, busqueda gin_trgm_ops);
CREATE INDEX paciente_empieza ON paciente (grupo_id, busqueda text_pattern_ops);
CREATE INDEX paciente_telefono_trozo ON paciente_telefono USING gin (grupo_id, (clave || '') gin_trgm_ops) WHERE hasta IS NULL;
CREATE INDEX nota_trozo ON nota USING gin (grupo_id, cc.sin_acentos(texto) gin_trgm_ops);

-- The numbers that ever called or were called. A call's row changes a dozen times while it lives, and each change would
-- enter its number's trigrams again; here each number enters once.
CREATE TABLE numero_visto (
  grupo_id bigint NOT NULL,
  clave text NOT NULL,
  PRIMARY KEY (grupo_id, clave)
);
CREATE INDEX numero_visto_trozo ON numero_visto USING gin (grupo_id, (clave || '') gin_trgm_ops);

-- A trigger, because a call gets its number from several functions and a search that misses one of them fails silently.
CREATE FUNCTION numero_visto_anotar() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO numero_visto (grupo_id, clave) VALUES (new.grupo_id, new.numero) ON CONFLICT DO NOTHING;
  RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION numero_visto_anotar() FROM PUBLIC;
CREATE TRIGGER numero_visto_nuevo AFTER INSERT ON llamada
  FOR EACH ROW WHEN (new.numero IS NOT NULL) EXECUTE FUNCTION numero_visto_anotar();
CREATE TRIGGER numero_visto_cambio AFTER UPDATE OF numero ON llamada
  FOR EACH ROW WHEN (new.numero IS NOT NULL AND new.numero IS DISTINCT FROM old.numero)
  EXECUTE FUNCTION numero_visto_anotar();

-- The filters of the history that select few calls of many.
CREATE INDEX llamada_agente ON llamada (agente_id, inicio DESC, id DESC) WHERE agente_id IS NOT NULL;
CREATE INDEX llamada_tipificacion ON llamada (tipificacion_id, inicio DESC, id DESC) WHERE tipificacion_id IS NOT NULL;
CREATE INDEX llamada_perdida ON llamada (clinica_id, inicio DESC, id DESC) WHERE es_perdida AND fusionada_en IS NULL;

CREATE INDEX auditoria_objeto ON auditoria (objeto, objeto_id) WHERE objeto_id IS NOT NULL;

-- A desk that serves many clinics of a group reads their calls in one order.
CREATE INDEX llamada_grupo ON llamada (grupo_id, inicio DESC, id DESC) WHERE fusionada_en IS NULL;
