-- What a receptionist sees of a patient before picking up: the shape `ficha` of app/INTERFACES.md §3. The most called
-- function of all: static SQL, one statement, cached plan.
-- Parameters: paciente; clinicas, those of the reader; ver_saldo, whether the reader may see what the patient owes.
-- Returns: json; NULL where there is no such patient, or none that these clinics see: where the group shares its patients,
--   any clinic of it does, else only the patient's own. Calls and follow-ups of other clinics are shown on the same terms.
-- Reads: paciente, grupo, clinica, paciente_telefono, vinculo, cita, aviso, llamada, llamada_paciente, agente,
--   tipificacion, nota, seguimiento, and the numbering plans.
CREATE OR REPLACE FUNCTION cc.ficha(paciente bigint, clinicas bigint[], ver_saldo boolean) RETURNS json
LANGUAGE plpgsql STABLE AS $$
DECLARE
  ahora timestamptz := cc.ahora();
  p record;
  claves text[];   -- the patient's numbers, the one to dial first
  ven bigint[];    -- whose rows may be shown; NULL: the whole group's
  edad int;
  menor boolean;
BEGIN
  SELECT x.*, g.url_ficha, g.url_cita, g.pacientes_compartidos AS compartidos, c.pais, (ahora AT TIME ZONE c.zona)::date AS hoy
    INTO p
  FROM cc.paciente x JOIN cc.grupo g ON g.id = x.grupo_id JOIN cc.clinica c ON c.id = x.clinica_id
  WHERE x.id = ficha.paciente AND x.borrado IS NULL
    AND (x.clinica_id = ANY (ficha.clinicas) OR (g.pacientes_compartidos
      AND EXISTS (SELECT FROM cc.clinica v WHERE v.id = ANY (ficha.clinicas) AND v.grupo_id = x.grupo_id)));
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  edad := cc.edad(p.nacimiento, p.hoy);
  menor := coalesce(edad < 18, false);
  ven := CASE WHEN NOT p.compartidos THEN clinicas END;
  claves := ARRAY(SELECT t.clave FROM cc.paciente_telefono t WHERE t.paciente_id = p.id AND t.hasta IS NULL
                  ORDER BY t.titular DESC, t.id);
  RETURN json_build_object(
    'id', p.id, 'erp_ref', p.erp_ref, 'version', p.version,
    'nombre', p.nombre, 'apellidos', p.apellidos, 'nombre_preferido', p.nombre_preferido,
    'edad', edad, 'nacimiento', p.nacimiento, 'menor', menor,
    'tutores', (
      SELECT coalesce(json_agg(json_build_object('id', t.id, 'nombre', rtrim(t.nombre || ' ' || t.apellidos), 'telefono', (
          SELECT pt.clave FROM cc.paciente_telefono pt WHERE pt.paciente_id = t.id AND pt.hasta IS NULL
          ORDER BY pt.titular DESC, pt.id LIMIT 1)) ORDER BY t.nombre, t.id), '[]')
      FROM cc.parientes(p.id) f JOIN cc.paciente t ON t.id = f.pariente_id AND t.borrado IS NULL
      WHERE (f.relacion = 'tutor' OR (menor AND f.relacion = 'padre')) AND (ven IS NULL OR t.clinica_id = ANY (ven))),
    'n_historia', p.n_historia, 'dni', p.dni, 'email', p.email, 'idioma', p.idioma, 'trato', p.trato,
    'telefonos', (
      SELECT coalesce(json_agg(json_build_object('clave', t.clave, 'mostrado', cc.telefono_mostrar(t.clave, p.pais),
        'etiqueta', t.etiqueta, 'titular', t.titular) ORDER BY t.titular DESC, t.id), '[]')
      FROM cc.paciente_telefono t WHERE t.paciente_id = p.id AND t.hasta IS NULL),
    'no_llamar', p.no_llamar, 'no_llamar_motivo', p.no_llamar_motivo,
    'proxima_cita', cc.cita_proxima(p.id), 'ultima_cita', cc.cita_ultima(p.id),
    'avisos', (
      SELECT coalesce(json_agg(json_build_object('nivel', a.nivel, 'texto', a.texto)
        ORDER BY a.nivel = 'urgente' DESC, a.nivel = 'atencion' DESC, a.id), '[]')
      FROM cc.aviso a WHERE a.paciente_id = p.id AND a.recepcion AND (a.hasta IS NULL OR a.hasta > ahora)),
    'saldo_cent', CASE WHEN ver_saldo THEN p.saldo_cent END, 'moneda', p.moneda,
    'ultimas_llamadas', (
      SELECT coalesce(json_agg(json_build_object('id', l.id, 'inicio', l.inicio, 'direccion', l.direccion, 'resultado', l.resultado,
          'agente', (SELECT a.nombre FROM cc.agente a WHERE a.id = l.agente_id),
          'tipificacion', (SELECT t.etiqueta FROM cc.tipificacion t WHERE t.id = l.tipificacion_id),
          'nota', (SELECT n.texto FROM cc.nota n WHERE n.llamada_id = l.id ORDER BY n.id DESC LIMIT 1))
        ORDER BY l.inicio DESC, l.id DESC), '[]')
      FROM (
        SELECT * FROM (
          (SELECT ll.* FROM cc.llamada ll
           WHERE ll.paciente_id = p.id AND ll.estado = 'finalizada' AND ll.fusionada_en IS NULL
             AND (ven IS NULL OR ll.clinica_id = ANY (ven))
           ORDER BY ll.inicio DESC LIMIT 3)
          UNION ALL
          (SELECT ll.* FROM cc.llamada_paciente lp JOIN cc.llamada ll ON ll.id = lp.llamada_id
           WHERE lp.paciente_id = p.id AND lp.papel = 'asunto' AND ll.paciente_id IS DISTINCT FROM p.id
             AND ll.estado = 'finalizada' AND ll.fusionada_en IS NULL AND (ven IS NULL OR ll.clinica_id = ANY (ven))
           ORDER BY ll.inicio DESC LIMIT 3)) suyas
        ORDER BY inicio DESC, id DESC LIMIT 3) l),
    'seguimientos', (
      SELECT coalesce(json_agg(json_build_object('id', s.id, 'clase', s.clase, 'texto', s.texto, 'vence', s.vence, 'estado', s.estado)
        ORDER BY s.clase = 'promesa' DESC, s.vence, s.id), '[]')
      FROM cc.seguimiento s
      WHERE s.cerrado IS NULL AND (s.paciente_id = p.id OR (s.grupo_id = p.grupo_id AND s.clave = ANY (claves)
        AND s.paciente_id IS NULL)) AND (ven IS NULL OR s.clinica_id = ANY (ven))),
    'familia', (
      SELECT coalesce(json_agg(json_build_object('id', r.id, 'nombre', rtrim(r.nombre || ' ' || r.apellidos),
        'relacion', f.relacion, 'edad', cc.edad(r.nacimiento, p.hoy)) ORDER BY r.nacimiento, r.id), '[]')
      FROM cc.parientes(p.id) f JOIN cc.paciente r ON r.id = f.pariente_id AND r.borrado IS NULL
      WHERE ven IS NULL OR r.clinica_id = ANY (ven)),
    'url_ficha', cc.url_erp(p.url_ficha, p.id, p.erp_ref, claves[1]),
    'url_cita', cc.url_erp(p.url_cita, p.id, p.erp_ref, claves[1]));
END
$$;
