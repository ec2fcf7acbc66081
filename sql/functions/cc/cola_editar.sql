-- Another label or clinic of a queue; out of use. Its name is the centralita's: another name is another queue.
-- Parameters: q, of who may; contexto (`si_coincide`); id; cuerpo {etiqueta, clinica_id, activa}. Returns: cola.
-- Errors: CC404, CC409 the clinic is closed, CC412, CC428, CC422. Reads: clinica. Writes: cola, auditoria.
CREATE OR REPLACE FUNCTION cc.cola_editar(q cc.quien, contexto jsonb, id bigint, cuerpo jsonb) RETURNS cc.cola
LANGUAGE plpgsql AS $$
DECLARE
  antes cola := quien_cola(q, cola_editar.id);
  c cola;
BEGIN
  PERFORM problema_cuerpo(cuerpo, '{"etiqueta": {"es": "texto", "max": 80}, "activa": {"es": "booleano"},
    "clinica_id": {"es": "entero", "min": 1, "max": 999999999999999}}');
  PERFORM problema_version(contexto, antes.version);
  c := jsonb_populate_record(antes, jsonb_strip_nulls(cuerpo));
  IF c.clinica_id <> antes.clinica_id OR c.activa AND NOT antes.activa THEN
    c.clinica_id := quien_clinica_activa(q, c.clinica_id, NULL);
  END IF;
  UPDATE cola x SET clinica_id = c.clinica_id, etiqueta = btrim(c.etiqueta), activa = c.activa, version = x.version + 1
  WHERE x.id = antes.id
  RETURNING x.* INTO c;
  PERFORM quien_audita(q, contexto, 'cola.editar', 'cola', c.id, auditoria_cambios(to_jsonb(antes), to_jsonb(c)));
  RETURN c;
END
$$;
