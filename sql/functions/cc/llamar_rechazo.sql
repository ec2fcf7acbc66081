-- The refusal of a click-to-call: problem+json with a type of its own. Returned, not raised: it may leave a trace.
-- Parameters: reparos, at least one. Returns: api.respuesta; beside the usual members `confirmar`: the names that the caller may
--   send back to go on all the same, null when they may not; `supervisor`: whether a supervisor might. Reads: nothing.
CREATE OR REPLACE FUNCTION cc.llamar_rechazo(q cc.quien, clinica bigint, contexto jsonb, reparos cc.reparo[]) RETURNS api.respuesta
LANGUAGE plpgsql STABLE AS $$
DECLARE
  r constant cc.reparo := reparos[1];
  puede constant boolean := NOT EXISTS (
    SELECT FROM unnest(reparos) x WHERE x.confirmable IS NULL OR x.confirmable = 'supervisor' AND clinica <> ALL (q.clinicas_supervisa));
BEGIN
  RETURN ROW(r.estado, CASE r.estado WHEN 429 THEN '{"Retry-After": "2"}'::jsonb END, json_build_object(
    'type', '/docs/problemas#' || r.codigo,
    'title', CASE r.estado WHEN 422 THEN 'Unprocessable Content' WHEN 429 THEN 'Too Many Requests' WHEN 503 THEN 'Service Unavailable' ELSE 'Conflict' END,
    'status', r.estado, 'detail', (SELECT string_agg(x.detalle, ' ' ORDER BY n) FROM unnest(reparos) WITH ORDINALITY x (codigo, estado, detalle, confirmable, n)),
    'instance', contexto ->> 'peticion',
    'confirmar', CASE WHEN puede THEN (SELECT json_agg(x.codigo) FROM unnest(reparos) x) END,
    'supervisor', EXISTS (SELECT FROM unnest(reparos) x WHERE x.confirmable = 'supervisor') AND NOT puede))::api.respuesta;
END
$$;
