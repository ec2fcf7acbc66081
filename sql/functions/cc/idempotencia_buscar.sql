-- Whether this POST was answered before. Called first, answered with cc.idempotencia_guardar last, in one transaction.
-- Parameters: q, of cc.autenticar; contexto (`idempotencia`: clave, huella of method, path and body).
-- Returns: api.respuesta, the stored answer; estado NULL: not answered yet (or no key came), go on.
-- Errors: CC422 the key came with another request; CC409 that request is being attended just now.
-- Reads: idempotencia (24 h). Locks: an advisory lock on the key until the end of the transaction.
CREATE OR REPLACE FUNCTION cc.idempotencia_buscar(q cc.quien, contexto jsonb) RETURNS api.respuesta
LANGUAGE plpgsql AS $$
DECLARE
  fila idempotencia;
  de text := idempotencia_de(q);
  clave text := contexto #>> '{idempotencia,clave}';
BEGIN
  IF clave IS NULL THEN
    RETURN NULL;
  ELSIF length(clave) NOT BETWEEN 1 AND 128 THEN
    PERFORM problema('CC400', 'Idempotency-Key debe tener entre 1 y 128 caracteres.');
  ELSIF NOT pg_try_advisory_xact_lock(hashtextextended('idempotencia ' || de || ' ' || clave, 0)) THEN
    PERFORM problema('CC409', 'Esta misma petición se está atendiendo en este momento.');
  END IF;
  SELECT * INTO fila FROM idempotencia i
  WHERE i.quien = de AND i.clave = idempotencia_buscar.contexto #>> '{idempotencia,clave}'
    AND i.creada > ahora() - interval '24 hours';
  IF NOT FOUND THEN
    RETURN NULL;
  ELSIF fila.huella IS DISTINCT FROM contexto #>> '{idempotencia,huella}' THEN
    PERFORM problema('CC422', 'Esa Idempotency-Key ya se usó con otra petición.');
  END IF;
  RETURN ROW(fila.estado, fila.cabeceras, fila.cuerpo)::api.respuesta;
END
$$;
