-- A new telephone of a centralita.
-- Parameters: q, of who may; contexto; cuerpo {centralita_id, numero, etiqueta, compartida, clinica_id}. Returns: extension.
-- Errors: CC404 no such centralita or clinic, CC409 it has that number already, CC422.
-- Reads: centralita, clinica. Writes: extension, auditoria.
CREATE OR REPLACE FUNCTION cc.extension_crear(q cc.quien, contexto jsonb, cuerpo jsonb) RETURNS cc.extension
LANGUAGE plpgsql AS $$
DECLARE
  pbx centralita;
  e extension;
BEGIN
  PERFORM problema_cuerpo(cuerpo, '{"numero": {"es": "texto", "min": 1, "max": 32, "falta": false},
    "etiqueta": {"es": "texto", "max": 80}, "compartida": {"es": "booleano"},
    "clinica_id": {"es": "entero", "min": 1, "max": 999999999999999},
    "centralita_id": {"es": "entero", "min": 1, "max": 999999999999999, "falta": false}}');
  IF btrim(cuerpo ->> 'numero') !~ '^[0-9A-Za-z_.-]{1,32}$' THEN
    PERFORM problema_campo('numero', 'Cifras y letras sin acentos, y . _ - (como 101 o recepcion-1).');
  END IF;
  pbx := quien_centralita_usa(q, (cuerpo ->> 'centralita_id')::bigint);
  INSERT INTO extension AS x (grupo_id, clinica_id, centralita_id, numero, etiqueta, compartida)
  VALUES (q.grupo_id, quien_clinica_activa(q, (cuerpo ->> 'clinica_id')::bigint, pbx.id), pbx.id, btrim(cuerpo ->> 'numero'),
          coalesce(btrim(cuerpo ->> 'etiqueta'), ''), coalesce((cuerpo ->> 'compartida')::boolean, false))
  ON CONFLICT (centralita_id, numero) DO NOTHING
  RETURNING x.* INTO e;
  IF e.id IS NULL THEN
    PERFORM problema_campo('numero', 'La centralita ya tiene esa extensión, en uso o desactivada.', 'CC409');
  END IF;
  PERFORM quien_audita(q, contexto, 'extension.crear', 'extension', e.id, to_jsonb(e) - '{id,grupo_id,version}'::text[]);
  RETURN e;
END
$$;
