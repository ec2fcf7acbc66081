-- Stores the answer of a POST beside what it did, in the same transaction, when the request brought a key.
-- Parameters: q, contexto, as cc.idempotencia_buscar; respuesta. Returns: respuesta. Writes: idempotencia.
CREATE OR REPLACE FUNCTION cc.idempotencia_guardar(q cc.quien, contexto jsonb, respuesta api.respuesta)
RETURNS api.respuesta
LANGUAGE plpgsql AS $$
BEGIN
  IF contexto #> '{idempotencia,clave}' IS NOT NULL THEN
    INSERT INTO idempotencia AS i (quien, clave, huella, estado, cabeceras, cuerpo, creada)
    VALUES (idempotencia_de(q), contexto #>> '{idempotencia,clave}', coalesce(contexto #>> '{idempotencia,huella}', ''),
            respuesta.estado, respuesta.cabeceras, respuesta.cuerpo, ahora())
    ON CONFLICT (quien, clave) DO UPDATE SET huella = excluded.huella, estado = excluded.estado,
      cabeceras = excluded.cabeceras, cuerpo = excluded.cuerpo, creada = excluded.creada;
  END IF;
  RETURN respuesta;
END
$$;
