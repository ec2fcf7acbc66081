-- Another name, zone, country or setting of a clinic. Whether it is open or closed for good is the group's to say; one that is
-- closed has no line, telephone, queue or centralita in use, and of a group one stays open.
-- Parameters: q, of who may; contexto (`si_coincide`); id; cuerpo {cc.clinica_campos, activa}. Returns: clinica.
-- Errors: CC403, CC404, CC409 the name is taken, or it cannot be closed, CC412, CC428, CC422.
-- Reads: linea, extension, cola, centralita, pg_timezone_names, plan_numeracion. Writes: clinica, auditoria.
CREATE OR REPLACE FUNCTION cc.clinica_editar(q cc.quien, contexto jsonb, id bigint, cuerpo jsonb) RETURNS cc.clinica
LANGUAGE plpgsql AS $$
DECLARE
  antes clinica := quien_clinica_fila(q, clinica_editar.id);
  c clinica;
BEGIN
  PERFORM problema_cuerpo(cuerpo, clinica_campos() || '{"activa": {"es": "booleano"}}');
  PERFORM problema_version(contexto, antes.version);
  PERFORM clinica_comprobar(cuerpo ->> 'zona', cuerpo ->> 'pais');
  c := jsonb_populate_record(antes, jsonb_strip_nulls(cuerpo));
  IF c.activa <> antes.activa THEN
    PERFORM quien_grupo(q);
    PERFORM clinica_cerrable(antes) WHERE NOT c.activa;
  END IF;
  BEGIN
    UPDATE clinica x SET nombre = btrim(c.nombre), zona = c.zona, pais = c.pais, abandono_corto_s = c.abandono_corto_s,
      umbral_servicio_s = c.umbral_servicio_s, activa = c.activa, version = x.version + 1,
      ajustes = CASE WHEN cuerpo ->> 'postllamada' IS NULL THEN x.ajustes
                     ELSE x.ajustes || jsonb_build_object('postllamada', cuerpo -> 'postllamada') END
    WHERE x.id = antes.id
    RETURNING x.* INTO c;
  EXCEPTION WHEN unique_violation THEN
    PERFORM problema_campo('nombre', 'El grupo ya tiene una clínica con ese nombre.', 'CC409');
  END;
  PERFORM quien_audita(q, contexto, 'clinica.editar', 'clinica', c.id, auditoria_cambios(to_jsonb(antes), to_jsonb(c)));
  RETURN c;
END
$$;
