-- Writes one line of a bulk feed: a patient document with its reference.
-- Parameters: q, contexto, as cc.paciente_erp_guardar; linea, JSON; '!larga' and '!texto' stand for one that the worker would
--   not take. Returns: nuevo; entregas. Errors: CC400, CC404, CC422; 22P02 and the like for what is no JSON.
-- Writes: what cc.paciente_erp_guardar writes.
CREATE OR REPLACE FUNCTION cc.lote_linea(q cc.quien, contexto jsonb, linea text, OUT nuevo boolean, OUT entregas cc.entrega[])
LANGUAGE plpgsql AS $$
DECLARE
  cuerpo jsonb;
  hecho record;
BEGIN
  IF linea LIKE '!%' THEN
    PERFORM problema('CC422', CASE linea WHEN '!larga' THEN 'La línea es demasiado larga (límite lote_linea).' ELSE 'La línea no es texto UTF-8.' END);
  END IF;
  cuerpo := linea::jsonb;
  PERFORM problema_cuerpo(CASE jsonb_typeof(cuerpo) WHEN 'object' THEN jsonb_build_object('erp_ref', cuerpo -> 'erp_ref') ELSE cuerpo END,
    '{"erp_ref": {"es": "texto", "min": 1, "max": 128, "falta": false}}');
  hecho := paciente_erp_guardar(q, contexto - 'si_coincide', cuerpo ->> 'erp_ref', cuerpo - 'erp_ref');
  nuevo := hecho.nuevo;
  entregas := hecho.entregas;
END
$$;
