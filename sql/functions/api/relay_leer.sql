-- What happened in these clinics after these positions. The relay's only read: called at each hint, and at least once a
-- second.
-- Parameters: clinicas, epocas, seqs, of equal length: the position reached in each clinic, epoca 0 for a clinic that the
--   relay begins to follow; limite, events per clinic at most.
-- Returns: (clinica_id, epoca, seq, creado_ms since 1970, entregas) in order of clinic and seq. A row whose entregas are
--   NULL is no event but a position to go on from: for epoca 0 the one of 10 minutes ago (at most 1,000 events back), so
--   that a relay that starts can serve those who come back to it; for an era that ended, and for a past that has been
--   cleaned away, the present one. Errors: none.
-- Reads: flujo, evento. Writes: nothing.
CREATE OR REPLACE FUNCTION api.relay_leer(clinicas bigint[], epocas bigint[], seqs bigint[], limite int)
RETURNS TABLE (clinica_id bigint, epoca bigint, seq bigint, creado_ms bigint, entregas json)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT f.clinica_id, f.epoca,
         CASE WHEN e.seq IS NOT NULL THEN e.seq
              WHEN p.epoca = 0 THEN coalesce(
                (SELECT min(r.seq) - 1 FROM evento r
                 WHERE r.clinica_id = f.clinica_id AND r.epoca = f.epoca AND r.seq > f.seq - 1000
                   AND r.creado > ahora() - interval '10 minutes'), f.seq)
              ELSE f.seq END,
         (extract(epoch FROM e.creado) * 1000)::bigint, e.entregas
  FROM unnest(clinicas, epocas, seqs) p (clinica_id, epoca, seq)
    JOIN flujo f ON f.clinica_id = p.clinica_id AND (f.epoca, f.seq) IS DISTINCT FROM (p.epoca, p.seq)
    LEFT JOIN LATERAL (
      SELECT v.seq, v.creado, v.entregas FROM evento v
      WHERE v.clinica_id = p.clinica_id AND v.epoca = p.epoca AND p.epoca = f.epoca AND v.seq > p.seq
      ORDER BY v.seq
      LIMIT limite) e ON true
  ORDER BY 1, 3;
END
$$;
REVOKE ALL ON FUNCTION api.relay_leer(bigint[], bigint[], bigint[], int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.relay_leer(bigint[], bigint[], bigint[], int) TO cc_relay;
