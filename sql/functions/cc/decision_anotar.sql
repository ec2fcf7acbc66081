-- Keeps what a change of a call decided, for GET /llamadas/:id/porque, in one statement:
--   identificacion  who the number says that it is: {identificacion, paciente_id, contacto_id}
--   tarjeta         extensions began to show its card: {llamada, quien, tarjeta: the cell of matrix (b), bloqueado,
--                   extensiones: [{extension, conocida, agentes: [{id, conectado}]}]}, those who sit there now and whether
--                   they have a live socket
--   resultado       how it ended, or ends now: {resultado, antes, es_perdida, abandono_corto_s, and of a missed one
--                   llamada, quien, seguimiento, prioridad: the row of matrix (b)}
-- Parameters: k, the change, its effects done. Reads: agente_extension, presencia, clinica, contacto, matriz_cti.
-- Writes: decision.
CREATE OR REPLACE FUNCTION cc.decision_anotar(k cc.cambio) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  a constant cc.llamada := k.antes;
  l constant cc.llamada := k.ahora;
  quien jsonb;
  ficha jsonb;
  final jsonb;
BEGIN
  IF l.fusionada_en IS NOT NULL THEN
    RETURN;
  ELSIF (a.identificacion, a.paciente_id, a.contacto_id) IS DISTINCT FROM (l.identificacion, l.paciente_id, l.contacto_id) THEN
    quien := jsonb_build_object('identificacion', l.identificacion, 'paciente_id', l.paciente_id, 'contacto_id', l.contacto_id);
  END IF;
  IF l.resultado IS DISTINCT FROM a.resultado THEN
    final := decision_resultado(a.resultado, l);
  ELSE
    ficha := decision_tarjeta(k);
  END IF;
  IF coalesce(quien, ficha, final) IS NOT NULL THEN
    INSERT INTO decision (llamada_id, momento, regla, datos)
    SELECT l.id, ahora(), d.regla, d.datos
    FROM (VALUES ('identificacion', quien), ('tarjeta', ficha), ('resultado', final)) d (regla, datos)
    WHERE d.datos IS NOT NULL;
  END IF;
END $$;
