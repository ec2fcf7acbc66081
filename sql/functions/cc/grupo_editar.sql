-- The group's settings. An address that is null, or empty, is taken away.
-- Parameters: q, of who may; contexto (`si_coincide`); cuerpo {nombre, pacientes_compartidos, agentes_ven_saldo, url_ficha,
--   url_cita}. Returns: grupo. Errors: CC403 who does not administer the whole group, CC409 the name is taken, CC412, CC428,
--   CC422. Writes: grupo, auditoria.
CREATE OR REPLACE FUNCTION cc.grupo_editar(q cc.quien, contexto jsonb, cuerpo jsonb) RETURNS cc.grupo
LANGUAGE plpgsql AS $$
DECLARE
  antes grupo;
  g grupo;
  errores jsonb;
BEGIN
  PERFORM quien_grupo(q);
  SELECT x.* INTO antes FROM grupo x WHERE x.id = q.grupo_id FOR NO KEY UPDATE;
  PERFORM problema_cuerpo(cuerpo, '{"nombre": {"es": "texto", "min": 1, "max": 120}, "pacientes_compartidos": {"es": "booleano"},
    "agentes_ven_saldo": {"es": "booleano"}, "url_ficha": {"es": "texto", "max": 500}, "url_cita": {"es": "texto", "max": 500}}');
  PERFORM problema_version(contexto, antes.version);
  g := jsonb_populate_record(antes, cuerpo);
  g.url_ficha := nullif(btrim(g.url_ficha), '');
  g.url_cita := nullif(btrim(g.url_cita), '');
  SELECT jsonb_agg(jsonb_build_object('pointer', '/' || u.campo, 'detail', url_defecto(u.url)) ORDER BY u.campo) INTO errores
  FROM (VALUES ('url_ficha', g.url_ficha), ('url_cita', g.url_cita)) u (campo, url) WHERE url_defecto(u.url) IS NOT NULL;
  IF errores IS NOT NULL THEN
    PERFORM problema('CC422', 'Hay datos que no son válidos.', errores);
  END IF;
  BEGIN
    UPDATE grupo x SET nombre = coalesce(btrim(g.nombre), x.nombre), url_ficha = g.url_ficha, url_cita = g.url_cita,
      pacientes_compartidos = coalesce(g.pacientes_compartidos, x.pacientes_compartidos), version = x.version + 1,
      ajustes = CASE WHEN cuerpo ->> 'agentes_ven_saldo' IS NULL THEN x.ajustes
                     ELSE x.ajustes || jsonb_build_object('agentes_ven_saldo', cuerpo -> 'agentes_ven_saldo') END
    WHERE x.id = antes.id
    RETURNING x.* INTO g;
  EXCEPTION WHEN unique_violation THEN
    PERFORM problema_campo('nombre', 'Ese nombre no se puede usar: elija otro.', 'CC409');
  END;
  PERFORM quien_audita(q, contexto, 'grupo.editar', 'grupo', g.id, auditoria_cambios(to_jsonb(antes), to_jsonb(g)));
  RETURN g;
END
$$;
