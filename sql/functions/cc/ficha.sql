-- What a receptionist sees of a patient before picking up: the shape `ficha` of app/INTERFACES.md §3. The most called
-- function of all: small static statements over one index each, with plans that do not depend on the tables' size when
-- they were made. What is rare (a call about them in which somebody else spoke) is asked for only where it exists.
-- Parameters: paciente; clinicas, those of the reader; ver_saldo, whether the reader may see what the patient owes.
-- Returns: json; NULL where there is no such patient, or none that these clinics see: where the group shares its patients,
--   any clinic of it does, else only the patient's own. Relatives, calls and follow-ups are shown on the same terms.
-- Reads: paciente, grupo, clinica, paciente_telefono, vinculo, cita, aviso, consentimiento, llamada, llamada_paciente, agente,
--   tipificacion, nota, seguimiento, and the numbering plans.
CREATE OR REPLACE FUNCTION cc.ficha(paciente bigint, clinicas bigint[], ver_saldo boolean) RETURNS json
LANGUAGE plpgsql STABLE
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
  ahora timestamptz := cc.ahora();
  p cc.paciente;
  sede record;                  -- the patient's clinic and its group
  ven bigint[];                 -- whose rows may be shown; NULL: the whole group's
  edad int;
  menor boolean;
  claves text[];                -- the patient's numbers, the one to dial first
  telefonos json;
  tutores json;
  familia json;
  citas record;
  avisos json;
  consentimientos json;
  ultimas bigint[];
  llamadas json;
  pendientes json;
BEGIN
  SELECT x.* INTO p FROM cc.paciente x WHERE x.id = ficha.paciente AND x.borrado IS NULL;
  SELECT c.pais, (ahora AT TIME ZONE c.zona)::date AS hoy, g.url_ficha, g.url_cita, g.pacientes_compartidos INTO sede
  FROM cc.clinica c JOIN cc.grupo g ON g.id = c.grupo_id WHERE c.id = p.clinica_id;
  IF p.clinica_id = ANY (clinicas) IS NOT TRUE THEN
    IF NOT EXISTS (SELECT FROM cc.clinica x WHERE sede.pacientes_compartidos AND x.id = ANY (clinicas) AND x.grupo_id = p.grupo_id) THEN
      RETURN NULL;
    END IF;
  END IF;
  ven := CASE WHEN NOT sede.pacientes_compartidos THEN clinicas END;
  edad := cc.edad(p.nacimiento, sede.hoy);
  menor := coalesce(edad < 18, false);
  citas := cc.citas_de(p.id);

  SELECT json_agg(t), array_agg(t.clave) INTO telefonos, claves
  FROM (
    SELECT x.clave, cc.telefono_mostrar(x.clave, sede.pais) AS mostrado, x.etiqueta, x.titular
    FROM cc.paciente_telefono x WHERE x.paciente_id = p.id AND x.hasta IS NULL
    ORDER BY x.titular DESC, x.id) t;

  IF EXISTS (SELECT FROM cc.vinculo v WHERE v.paciente_id = p.id) OR EXISTS (SELECT FROM cc.vinculo v WHERE v.relacionado_id = p.id) THEN
    SELECT json_agg(json_build_object('id', f.id, 'nombre', f.nombre, 'relacion', f.relacion, 'edad', f.edad)),
      json_agg(json_build_object('id', f.id, 'nombre', f.nombre, 'telefono', (
          SELECT t.clave FROM cc.paciente_telefono t WHERE t.paciente_id = f.id AND t.hasta IS NULL ORDER BY t.titular DESC, t.id LIMIT 1)))
        FILTER (WHERE f.relacion = 'tutor' OR (menor AND f.relacion = 'padre'))
      INTO familia, tutores
    FROM (
      SELECT x.id, rtrim(x.nombre || ' ' || x.apellidos) AS nombre, v.relacion, cc.edad(x.nacimiento, sede.hoy) AS edad
      FROM cc.parientes(p.id) v JOIN cc.paciente x ON x.id = v.pariente_id
      WHERE x.borrado IS NULL AND (ven IS NULL OR x.clinica_id = ANY (ven))
      ORDER BY x.nacimiento, x.id) f;
  END IF;

  SELECT json_agg(a) INTO avisos
  FROM (
    SELECT x.nivel, x.texto FROM cc.aviso x
    WHERE x.paciente_id = p.id AND x.recepcion AND (x.hasta IS NULL OR x.hasta > ahora)
    ORDER BY x.nivel = 'urgente' DESC, x.nivel = 'atencion' DESC, x.id) a;

  IF EXISTS (SELECT FROM cc.consentimiento x WHERE x.paciente_id = p.id) THEN
    SELECT json_agg(c) INTO consentimientos
    FROM (
      SELECT DISTINCT ON (x.finalidad, x.canal) x.finalidad, x.canal, x.valor, x.momento
      FROM cc.consentimiento x WHERE x.paciente_id = p.id
      ORDER BY x.finalidad, x.canal, x.momento DESC, x.id DESC) c;
  END IF;

  IF EXISTS (SELECT FROM cc.seguimiento x WHERE x.paciente_id = p.id AND x.cerrado IS NULL)
     OR EXISTS (SELECT FROM cc.seguimiento x WHERE x.grupo_id = p.grupo_id AND x.clave = ANY (claves) AND x.cerrado IS NULL) THEN
    SELECT json_agg(s) INTO pendientes
    FROM (
      SELECT x.id, x.clase, x.texto, x.vence, x.estado FROM cc.seguimiento x
      WHERE x.cerrado IS NULL AND (ven IS NULL OR x.clinica_id = ANY (ven))
        AND (x.paciente_id = p.id OR (x.grupo_id = p.grupo_id AND x.clave = ANY (claves) AND x.paciente_id IS NULL))
      ORDER BY x.clase = 'promesa' DESC, x.vence, x.id) s;
  END IF;

  ultimas := ARRAY(
    SELECT x.id FROM cc.llamada x
    WHERE x.paciente_id = p.id AND x.estado = 'finalizada' AND x.fusionada_en IS NULL AND (ven IS NULL OR x.clinica_id = ANY (ven))
    ORDER BY x.inicio DESC LIMIT 3);
  IF EXISTS (SELECT FROM cc.llamada_paciente a WHERE a.paciente_id = p.id AND a.papel = 'asunto') THEN
    ultimas := ultimas || ARRAY(
      SELECT x.id FROM cc.llamada_paciente a JOIN cc.llamada x ON x.id = a.llamada_id
      WHERE a.paciente_id = p.id AND a.papel = 'asunto' AND x.estado = 'finalizada' AND x.fusionada_en IS NULL
        AND (ven IS NULL OR x.clinica_id = ANY (ven))
      ORDER BY x.inicio DESC LIMIT 3);
  END IF;
  SELECT json_agg(l) INTO llamadas
  FROM (
    SELECT x.id, x.inicio, x.direccion, x.resultado, t.etiqueta AS tipificacion,
      -- Of a call that came in and nobody answered, agente_id is where it rang.
      CASE WHEN x.contestada IS NOT NULL OR x.direccion = 'saliente' THEN a.nombre END AS agente,
      (SELECT n.texto FROM cc.nota n WHERE n.llamada_id = x.id ORDER BY n.id DESC LIMIT 1) AS nota
    FROM cc.llamada x
      LEFT JOIN cc.agente a ON a.id = x.agente_id
      LEFT JOIN cc.tipificacion t ON t.id = x.tipificacion_id
    WHERE x.id = ANY (ultimas)
    ORDER BY x.inicio DESC, x.id DESC LIMIT 3) l;

  RETURN json_build_object(
    'id', p.id, 'erp_ref', p.erp_ref, 'version', p.version,
    'nombre', p.nombre, 'apellidos', p.apellidos, 'nombre_preferido', p.nombre_preferido,
    'edad', edad, 'nacimiento', p.nacimiento, 'menor', menor, 'tutores', coalesce(tutores, '[]'),
    'n_historia', p.n_historia, 'dni', p.dni, 'email', p.email, 'idioma', p.idioma, 'trato', p.trato,
    'telefonos', coalesce(telefonos, '[]'), 'no_llamar', p.no_llamar, 'no_llamar_motivo', p.no_llamar_motivo,
    'proxima_cita', citas.proxima, 'ultima_cita', citas.ultima, 'avisos', coalesce(avisos, '[]'),
    'consentimientos', coalesce(consentimientos, '[]'),
    'saldo_cent', CASE WHEN ver_saldo THEN p.saldo_cent END, 'moneda', p.moneda,
    'ultimas_llamadas', coalesce(llamadas, '[]'), 'seguimientos', coalesce(pendientes, '[]'), 'familia', coalesce(familia, '[]'),
    'url_ficha', cc.url_erp(sede.url_ficha, p.id, p.erp_ref, claves[1]), 'url_cita', cc.url_erp(sede.url_cita, p.id, p.erp_ref, claves[1]));
END
$$;
