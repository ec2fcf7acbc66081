-- Which clinics a subscription is about, as a route says it. Parameters: q; cuerpo `clinicas`; nothing said: all of the group
-- for whoever administers them all (NULL), else the caller's own. Returns: bigint[]. Reads: clinica.
CREATE OR REPLACE FUNCTION cc.suscripcion_clinicas(q cc.quien, cuerpo jsonb) RETURNS bigint[]
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN CASE
    WHEN jsonb_typeof(cuerpo -> 'clinicas') = 'array'
      THEN ARRAY(SELECT DISTINCT c::text::bigint FROM jsonb_array_elements(cuerpo -> 'clinicas') c ORDER BY 1)
    WHEN EXISTS (SELECT FROM clinica c WHERE c.grupo_id = q.grupo_id AND c.id <> ALL (q.clinicas)) THEN q.clinicas END;
END
$$;
