-- A queue: how its centralita names it, and how people do.
-- Parameters: q, of who may; contexto; cuerpo {centralita_id, nombre, etiqueta, clinica_id}. Returns: cola.
-- Errors: CC404 no such centralita or clinic, CC409 it has that queue already, CC422.
-- Reads: centralita, clinica. Writes: cola, auditoria.
CREATE OR REPLACE FUNCTION cc.cola_crear(q cc.quien, contexto jsonb, cuerpo jsonb) RETURNS cc.cola
LANGUAGE plpgsql AS $$
DECLARE
  pbx centralita;
  c cola;
BEGIN
  PERFORM problema_cuerpo(cuerpo, '{"nombre": {"es": "texto", "min": 1, "max": 80, "falta": false},
    "etiqueta": {"es": "texto", "max": 80}, "clinica_id": {"es": "entero", "min": 1, "max": 999999999999999},
    "centralita_id": {"es": "entero", "min": 1, "max": 999999999999999, "falta": false}}');
  pbx := quien_centralita_usa(q, (cuerpo ->> 'centralita_id')::bigint);
  INSERT INTO cola AS x (grupo_id, clinica_id, centralita_id, nombre, etiqueta)
  VALUES (q.grupo_id, quien_clinica_activa(q, (cuerpo ->> 'clinica_id')::bigint, pbx.id), pbx.id, btrim(cuerpo ->> 'nombre'),
          coalesce(btrim(cuerpo ->> 'etiqueta'), ''))
  ON CONFLICT (centralita_id, nombre) DO NOTHING
  RETURNING x.* INTO c;
  IF c.id IS NULL THEN
    PERFORM problema_campo('nombre', 'La centralita ya tiene esa cola, en uso o desactivada.', 'CC409');
  END IF;
  PERFORM quien_audita(q, contexto, 'cola.crear', 'cola', c.id, to_jsonb(c) - '{id,grupo_id,version}'::text[]);
  RETURN c;
END
$$;
