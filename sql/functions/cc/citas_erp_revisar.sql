-- Refuses appointments of the ERP that cannot be, beyond the form of their members.
-- Parameters: q, of cc.autenticar; p, whose they are to be; lista, of {erp_ref, inicio, fin, clinica_id …}, checked by form;
--   donde, format of the pointer of element %s: '/citas/%s', or '' for the body itself.
-- Errors: CC404 a clinic, or an appointment with that reference, that is not the caller's; CC422. Reads: cita.
CREATE OR REPLACE FUNCTION cc.citas_erp_revisar(q cc.quien, p cc.paciente, lista jsonb, donde text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  malas jsonb;
  ajenas jsonb;
BEGIN
  SELECT
    jsonb_agg(jsonb_build_object('pointer', format(donde, x.n - 1) || m.miembro, 'detail', m.detalle)) FILTER (WHERE NOT m.ajena),
    jsonb_agg(jsonb_build_object('pointer', format(donde, x.n - 1) || m.miembro, 'detail', m.detalle)) FILTER (WHERE m.ajena)
    INTO malas, ajenas
  FROM jsonb_array_elements(lista) WITH ORDINALITY x (e, n)
    CROSS JOIN LATERAL (
      SELECT '/fin' AS miembro, 'Termina antes de empezar.' AS detalle, false AS ajena
      WHERE (x.e ->> 'fin')::timestamptz < (x.e ->> 'inicio')::timestamptz
      UNION ALL
      SELECT '/erp_ref', 'Se repite en la lista.', false
      WHERE EXISTS (SELECT FROM jsonb_array_elements(lista) WITH ORDINALITY y (e, n)
                    WHERE y.n < x.n AND y.e ->> 'erp_ref' = x.e ->> 'erp_ref')
      UNION ALL
      SELECT '/clinica_id', 'No existe esa clínica.', true
      WHERE coalesce((x.e ->> 'clinica_id')::bigint, p.clinica_id) NOT IN (SELECT unnest(q.clinicas || p.clinica_id))
      UNION ALL
      SELECT '/erp_ref', 'No existe esa cita.', true
      FROM cita c WHERE c.grupo_id = p.grupo_id AND c.erp_ref = x.e ->> 'erp_ref' AND c.paciente_id <> p.id
        AND NOT quien_ve_paciente(q, c.paciente_id)) m;
  IF ajenas IS NOT NULL THEN
    PERFORM problema('CC404', ajenas -> 0 ->> 'detail', ajenas);
  ELSIF malas IS NOT NULL THEN
    PERFORM problema('CC422', 'Hay datos que no son válidos.', malas);
  END IF;
END
$$;
