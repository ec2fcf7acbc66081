-- A new line (DDI) of a centralita.
-- Parameters: q, of who may; contexto; cuerpo {centralita_id, numero, and cc.linea_campos}. Returns: linea.
-- Errors: CC404 no such centralita or clinic, CC409 it has that number already, CC422.
-- Reads: centralita, clinica, the numbering plans. Writes: linea, auditoria.
CREATE OR REPLACE FUNCTION cc.linea_crear(q cc.quien, contexto jsonb, cuerpo jsonb) RETURNS cc.linea
LANGUAGE plpgsql AS $$
DECLARE
  pbx centralita;
  l linea;
BEGIN
  PERFORM problema_cuerpo(cuerpo, linea_campos() || '{"numero": {"es": "texto", "min": 1, "max": 64, "falta": false},
    "centralita_id": {"es": "entero", "min": 1, "max": 999999999999999, "falta": false}}');
  pbx := quien_centralita_usa(q, (cuerpo ->> 'centralita_id')::bigint);
  l.grupo_id := q.grupo_id;
  l.centralita_id := pbx.id;
  l.clinica_id := quien_clinica_activa(q, (cuerpo ->> 'clinica_id')::bigint, pbx.id);
  l.numero := btrim(cuerpo ->> 'numero');
  l.clave := telefono_clave(l.numero, pbx.pais);
  l.etiqueta := coalesce(btrim(cuerpo ->> 'etiqueta'), '');
  l.uso := coalesce(cuerpo ->> 'uso', 'atencion');
  l.preferida := coalesce((cuerpo ->> 'preferida')::boolean, false);
  l.saliente := coalesce((cuerpo ->> 'saliente')::boolean, false);
  l.activa := true;
  IF l.clave IS NULL OR l.clave !~ '[0-9]' THEN
    PERFORM problema_campo('numero', 'No es un número de teléfono.');
  END IF;
  l := linea_guardar(l);
  PERFORM quien_audita(q, contexto, 'linea.crear', 'linea', l.id, to_jsonb(l) - '{id,grupo_id,version}'::text[]);
  RETURN l;
END
$$;
