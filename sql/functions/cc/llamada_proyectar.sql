-- Writes what the facts of a component say into llamada and tramo. Only what changed is written; a row's version rises with
-- each change. The caller holds the component's lock (cc.componente_bloquear).
-- Parameters: componente. Returns: what changed, call by call, in order of their ids; '{}' when nothing did.
-- Reads: llamada_id, hecho, centralita, extension, linea, clinica, contacto, horario, festivo, agente_extension, and what
--   cc.identificar reads. Writes: llamada, tramo, llamada_paciente, nota, seguimiento (of merged rows).
CREATE OR REPLACE FUNCTION cc.llamada_proyectar(componente bigint) RETURNS cc.cambio[]
LANGUAGE plpgsql AS $$
DECLARE
  hechos constant cc.hecho[] := componente_hechos(componente);
  pbx cc.centralita;
  c cc.llamada_hechos;
  k cc.cambio;
  cambios cc.cambio[] := '{}';
BEGIN
  IF hechos IS NULL THEN
    RETURN cambios;
  END IF;
  SELECT p.* INTO pbx FROM centralita p WHERE p.id = hechos[1].centralita_id;
  FOR c IN SELECT l.* FROM componente_llamadas(hechos) l LOOP
    k := llamada_proyectar_una(pbx, c);
    IF cardinality(c.nodos) > 1 THEN
      cambios := cambios || llamada_fusionar(pbx.id, c.nodos, (k.ahora).id);
    END IF;
    IF (k.antes).version IS DISTINCT FROM (k.ahora).version THEN
      cambios := cambios || k;
    END IF;
  END LOOP;
  RETURN cambios;
END $$;
