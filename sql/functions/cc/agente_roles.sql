-- Gives a person their roles in the clinics of whoever asks; those in other clinics stay as they are.
-- Parameters: q, of who may; agente, locked; clinicas, array of {clinica_id, rol}: all that they shall have there.
-- Returns: {"antes", "ahora"}: {clinica_id: rol} of all their clinics.
-- Errors: CC403 a role that is not the caller's to give or take; CC404 not a clinic of the caller's; CC409 a clinic would lose
--   its last administrador; CC422 a clinic twice, or no clinic at all. Writes: agente_clinica.
CREATE OR REPLACE FUNCTION cc.agente_roles(q cc.quien, agente bigint, clinicas jsonb) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  antes jsonb := (SELECT coalesce(jsonb_object_agg(ac.clinica_id, ac.rol), '{}') FROM agente_clinica ac WHERE ac.agente_id = agente);
  ahora jsonb;
  malas jsonb;
  defecto text;
BEGIN
  SELECT jsonb_agg(jsonb_build_object('pointer', format('/clinicas/%s/clinica_id', p.n - 1), 'detail', 'No existe esa clínica.') ORDER BY p.n)
    INTO malas
  FROM jsonb_array_elements(clinicas) WITH ORDINALITY p (x, n) WHERE (p.x -> 'clinica_id')::bigint <> ALL (q.clinicas);
  IF malas IS NOT NULL THEN
    PERFORM problema('CC404', 'No existe esa clínica.', malas);
  END IF;
  SELECT jsonb_agg(jsonb_build_object('pointer', format('/clinicas/%s/clinica_id', p.n - 1), 'detail', 'Esa clínica está dos veces.') ORDER BY p.n)
    INTO malas
  FROM jsonb_array_elements(clinicas) WITH ORDINALITY p (x, n)
  WHERE EXISTS (SELECT FROM jsonb_array_elements(clinicas) WITH ORDINALITY o (x, n) WHERE o.n < p.n AND o.x -> 'clinica_id' = p.x -> 'clinica_id');
  IF malas IS NOT NULL THEN
    PERFORM problema('CC422', 'Hay datos que no son válidos.', malas);
  END IF;
  ahora := (SELECT coalesce(jsonb_object_agg(v.key, v.value), '{}') FROM jsonb_each(antes) v WHERE v.key::bigint <> ALL (q.clinicas))
    || (SELECT coalesce(jsonb_object_agg(p.x ->> 'clinica_id', p.x -> 'rol'), '{}') FROM jsonb_array_elements(clinicas) p (x));
  IF ahora = '{}' THEN
    PERFORM problema_campo('clinicas', 'Debe quedarle una clínica al menos. Si ya no trabaja aquí, desactívela.');
  END IF;
  -- What changes, given or taken, must be the caller's to give.
  SELECT min(agente_rol_defecto(q, r.rol)) INTO defecto
  FROM (SELECT k.clinica, antes ->> k.clinica AS tenia, ahora ->> k.clinica AS tendra
        FROM jsonb_object_keys(antes || ahora) k (clinica)) c
    CROSS JOIN LATERAL unnest(ARRAY[c.tenia, c.tendra]) r (rol)
  WHERE c.tenia IS DISTINCT FROM c.tendra;
  IF defecto IS NOT NULL THEN
    PERFORM problema('CC403', defecto);
  END IF;
  DELETE FROM agente_clinica ac WHERE ac.agente_id = agente AND NOT ahora ? ac.clinica_id::text;
  INSERT INTO agente_clinica (agente_id, clinica_id, grupo_id, rol)
  SELECT agente, v.key::bigint, q.grupo_id, v.value FROM jsonb_each_text(ahora) v
  ON CONFLICT (agente_id, clinica_id) DO UPDATE SET rol = excluded.rol;
  RETURN jsonb_build_object('antes', antes, 'ahora', ahora);
END
$$;
