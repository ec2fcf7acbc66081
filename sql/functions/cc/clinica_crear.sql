-- A new clinic of the group, with its stream of events. Whoever administers all the others that are open administers it too:
-- else nobody would administer the whole group any more.
-- Parameters: q, of who may; contexto; cuerpo, cc.clinica_campos with nombre. Returns: clinica.
-- Errors: CC403 who does not administer the whole group, CC409 the name is taken, CC422.
-- Reads: agente, pg_timezone_names, plan_numeracion. Writes: clinica, flujo, agente_clinica, auditoria.
CREATE OR REPLACE FUNCTION cc.clinica_crear(q cc.quien, contexto jsonb, cuerpo jsonb) RETURNS cc.clinica
LANGUAGE plpgsql AS $$
DECLARE
  c clinica;
  jefes bigint[];
BEGIN
  PERFORM quien_grupo(q);
  PERFORM problema_cuerpo(cuerpo, jsonb_set(clinica_campos(), '{nombre,falta}', 'false'));
  PERFORM clinica_comprobar(cuerpo ->> 'zona', cuerpo ->> 'pais');
  jefes := ARRAY(
    SELECT ac.agente_id FROM agente_clinica ac
      JOIN clinica o ON o.id = ac.clinica_id AND o.activa
      JOIN agente a ON a.id = ac.agente_id AND a.activo
    WHERE ac.grupo_id = q.grupo_id AND ac.rol = 'administrador'
    GROUP BY ac.agente_id
    HAVING count(*) = (SELECT count(*) FROM clinica o WHERE o.grupo_id = q.grupo_id AND o.activa));
  INSERT INTO clinica AS x (grupo_id, nombre, zona, pais, abandono_corto_s, umbral_servicio_s, ajustes)
  SELECT g.id, btrim(cuerpo ->> 'nombre'), coalesce(cuerpo ->> 'zona', 'Europe/Madrid'), coalesce(cuerpo ->> 'pais', g.pais),
    coalesce((cuerpo ->> 'abandono_corto_s')::int, 10), coalesce((cuerpo ->> 'umbral_servicio_s')::int, 20),
    jsonb_build_object('postllamada', coalesce(cuerpo -> 'postllamada' = 'true', false))
  FROM grupo g WHERE g.id = q.grupo_id
  ON CONFLICT (grupo_id, nombre) DO NOTHING
  RETURNING x.* INTO c;
  IF c.id IS NULL THEN
    PERFORM problema_campo('nombre', 'El grupo ya tiene una clínica con ese nombre.', 'CC409');
  END IF;
  INSERT INTO flujo (clinica_id, grupo_id) VALUES (c.id, c.grupo_id);
  INSERT INTO agente_clinica (agente_id, clinica_id, grupo_id, rol)
  SELECT j, c.id, c.grupo_id, 'administrador' FROM unnest(jefes) j;
  PERFORM quien_audita(q, contexto, 'clinica.crear', 'clinica', c.id, jsonb_build_object('nombre', c.nombre, 'zona', c.zona));
  RETURN c;
END
$$;
