-- Takes a queue away; one that calls waited in stays, out of use: they name it.
-- Parameters: q, of who may; contexto; id. Returns: cola; NULL when it is gone. Errors: CC404.
-- Reads: llamada (all of the centralita's, when none waited there). Writes: cola, auditoria.
CREATE OR REPLACE FUNCTION cc.cola_quitar(q cc.quien, contexto jsonb, id bigint) RETURNS cc.cola
LANGUAGE plpgsql AS $$
DECLARE
  c cola := quien_cola(q, cola_quitar.id);
BEGIN
  IF EXISTS (SELECT FROM llamada l WHERE l.centralita_id = c.centralita_id AND l.cola = c.nombre) THEN
    RETURN cola_editar(q, contexto || '{"si_coincide": "*"}', c.id, '{"activa": false}');
  END IF;
  PERFORM quien_audita(q, contexto, 'cola.quitar', 'cola', c.id, jsonb_build_object('nombre', c.nombre));
  DELETE FROM cola x WHERE x.id = c.id;
  RETURN NULL;
END
$$;
