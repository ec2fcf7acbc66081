-- Holds what a body says of a PBX against the rules, but for its settings: those are the adapter's to judge (cc-api).
-- Parameters: q; cuerpo; nueva, whether name, kind and clinic must come. Errors: CC400, CC404 (clinica_id), CC422.
-- Reads: pg_timezone_names, plan_numeracion.
CREATE OR REPLACE FUNCTION cc.centralita_comprobar(q cc.quien, cuerpo jsonb, nueva boolean) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM problema_cuerpo(cuerpo - ARRAY['ajustes', 'credencial_sellada', 'publico', 'secreto_sellado'],
    CASE WHEN nueva THEN '{"nombre": {"es": "texto", "min": 1, "max": 120, "falta": false},
      "adaptador": {"es": "texto", "min": 2, "max": 40, "falta": false},
      "clinica_id": {"es": "entero", "min": 1, "max": 999999999999999}, "zona": {"es": "texto", "min": 1, "max": 64},
      "pais": {"es": "texto", "min": 2, "max": 2}, "silencio_min": {"es": "entero", "min": 0, "max": 10080}}'::jsonb
    ELSE '{"nombre": {"es": "texto", "min": 1, "max": 120},
      "clinica_id": {"es": "entero", "min": 1, "max": 999999999999999}, "zona": {"es": "texto", "min": 1, "max": 64},
      "pais": {"es": "texto", "min": 2, "max": 2}, "silencio_min": {"es": "entero", "min": 0, "max": 10080},
      "activa": {"es": "booleano"}}'::jsonb END);
  IF cuerpo ->> 'zona' IS NOT NULL AND NOT EXISTS (SELECT FROM pg_timezone_names z WHERE z.name = cuerpo ->> 'zona') THEN
    PERFORM problema_campo('zona', 'No existe esa zona horaria. Ejemplos: Europe/Madrid, Atlantic/Canary.');
  ELSIF cuerpo ->> 'pais' IS NOT NULL AND NOT EXISTS (SELECT FROM plan_numeracion p WHERE p.region = cuerpo ->> 'pais') THEN
    PERFORM problema_campo('pais', 'No existe ese país. Use sus dos letras, como ES o PT.');
  ELSIF (cuerpo ->> 'clinica_id')::bigint <> ALL (q.clinicas) THEN
    PERFORM problema_campo('clinica_id', 'No existe esa clínica.', 'CC404');
  END IF;
END
$$;
