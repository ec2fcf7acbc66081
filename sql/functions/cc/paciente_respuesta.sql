-- The answer that shows one patient: `ficha`, with its ETag; Location when it was created.
-- Parameters: q, of cc.autenticar; estado, 200 or 201; id, visible to q. Returns: api.respuesta.
-- Reads: paciente, what cc.ficha reads.
CREATE OR REPLACE FUNCTION cc.paciente_respuesta(q cc.quien, estado int, id bigint) RETURNS api.respuesta
LANGUAGE plpgsql STABLE AS $$
DECLARE
  cabeceras jsonb := jsonb_build_object('ETag',
    format('"%s"', (SELECT p.version FROM paciente p WHERE p.id = paciente_respuesta.id)));
BEGIN
  IF estado = 201 THEN
    cabeceras := cabeceras || jsonb_build_object('Location', '/api/contact-center/paciente/' || id);
  END IF;
  RETURN ROW(estado, cabeceras, ficha(id, q.clinicas, quien_ve_saldo(q)))::api.respuesta;
END
$$;
