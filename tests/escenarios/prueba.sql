-- What the scenarios need inside the database: a small practice, a way to deliver events, a picture of what the order of
-- arrival must not change, and the proof that it does not. Loaded by run.mjs, inside a transaction that it rolls back.
SET LOCAL client_min_messages = warning;
SET LOCAL search_path = cc, pg_catalog;
SET LOCAL cc.reloj = '2026-03-02 12:00+01';
CREATE SCHEMA prueba;

-- The practice: clinics Centro (open on weekdays 9-20) and Norte (always), lines, three desks, two patients and a family.
INSERT INTO grupo (id, nombre) OVERRIDING SYSTEM VALUE VALUES (1, 'Prueba');
INSERT INTO clinica (id, grupo_id, nombre) OVERRIDING SYSTEM VALUE VALUES (1, 1, 'Centro'), (2, 1, 'Norte');
INSERT INTO horario (grupo_id, clinica_id, dia_semana, abre, cierra) SELECT 1, 1, d, '09:00', '20:00' FROM generate_series(1, 5) d;
INSERT INTO horario (grupo_id, clinica_id, dia_semana, abre, cierra) VALUES (1, 1, 7, '00:00', '04:00');
INSERT INTO centralita (id, grupo_id, clinica_id, publico, nombre, adaptador) OVERRIDING SYSTEM VALUE
VALUES (1, 1, 1, 'escenarios-centralita', 'PBX', 'generica');
INSERT INTO linea (grupo_id, clinica_id, centralita_id, clave, numero)
SELECT 1, v.clinica, 1, telefono_clave(v.numero, 'ES'), v.numero FROM (VALUES (1, '911000001'), (2, '911000002')) v (clinica, numero);
-- What the recorded PBX dials: lines of Norte, which is open on the Sunday of the recordings.
INSERT INTO linea (grupo_id, clinica_id, centralita_id, clave, numero)
SELECT 1, 2, 1, n, n FROM unnest('{5551001, 5551002, 5551005, 5561001, 5561002}'::text[]) n;
INSERT INTO extension (id, grupo_id, clinica_id, centralita_id, numero) OVERRIDING SYSTEM VALUE
VALUES (1, 1, 1, 1, '101'), (2, 1, 1, 1, '102'), (3, 1, 1, 1, '103');
INSERT INTO agente (id, grupo_id, usuario, nombre) OVERRIDING SYSTEM VALUE
VALUES (1, 1, 'ana', 'Ana'), (2, 1, 'bea', 'Bea'), (3, 1, 'cris', 'Cris');
INSERT INTO agente_clinica (agente_id, clinica_id, grupo_id, rol)
SELECT a, c, 1, CASE a WHEN 3 THEN 'supervisor' ELSE 'agente' END FROM generate_series(1, 3) a, generate_series(1, 2) c;
INSERT INTO agente_extension (grupo_id, agente_id, extension_id, desde) SELECT 1, n, n, '2020-01-01' FROM generate_series(1, 3) n;
INSERT INTO paciente (id, grupo_id, clinica_id, nombre, apellidos) OVERRIDING SYSTEM VALUE
VALUES (1, 1, 1, 'María', 'García'), (2, 1, 1, 'Luis', 'Soler'), (3, 1, 1, 'Eva', 'Soler');
INSERT INTO paciente_telefono (grupo_id, paciente_id, clave, original, titular)
SELECT 1, v.p, telefono_clave(v.n, 'ES'), v.n, true FROM (VALUES (1, '612345678'), (2, '622222222'), (3, '622222222')) v (p, n);
INSERT INTO contacto (grupo_id, clave, nombre, clase) VALUES (1, telefono_clave('900900900', 'ES'), 'Pesados', 'bloqueado');

CREATE SEQUENCE prueba.entrega;

-- Delivers events: those of the PBX as one webhook, with an id of its own; those of the house about a request of its own
-- (peticion.…) as the house writes them, the order with the first. Returns how many facts were new.
CREATE FUNCTION prueba.entregar(eventos jsonb) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
  propios constant jsonb := jsonb_path_query_array(eventos, '$[*] ? (@.tipo starts with "peticion.")');
  suyos constant jsonb := jsonb_path_query_array(eventos, '$[*] ? (!(@.tipo starts with "peticion."))');
  nuevos int := 0;
  e jsonb;
BEGIN
  FOR e IN SELECT * FROM jsonb_array_elements(propios) LOOP
    nuevos := nuevos + prueba.pedir(e);
  END LOOP;
  IF suyos <> '[]' OR eventos = '[]' THEN
    nuevos := nuevos + ((api.evento_pbx(1, 1, '{}', 'e' || nextval('prueba.entrega'), '\x7b7d', NULL, suyos, NULL)).cuerpo ->> 'recibidos')::int;
  END IF;
  RETURN nuevos;
END $$;

CREATE FUNCTION prueba.pedir(evento jsonb) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
  h cc.hecho := peticion_hecho(1, 1, evento ->> 'llamada', evento ->> 'tipo', evento - '{tipo,llamada,momento}'::text[]);
  g record;
BEGIN
  h.momento := evento ->> 'momento';
  SELECT * INTO g FROM hecho_guardar(1, ARRAY[h]);
  PERFORM componente_aplicar(g.componentes);
  INSERT INTO orden (grupo_id, clase, llamada_id, centralita_id, agente_id, peticion, extension, numero, digitos, creada)
  SELECT 1, 'originar', l.id, 1, 1, h.llamada, h.datos ->> 'origen', h.datos ->> 'destino', numero_digitos(h.datos ->> 'destino'), h.momento
  FROM llamada l WHERE l.peticion = h.llamada AND h.tipo = 'peticion.hecha'
  ON CONFLICT DO NOTHING;
  RETURN g.nuevos;
END $$;

-- What the order of arrival must not change (CALL MODEL §4): the calls with their legs, and the open follow-ups.
CREATE FUNCTION prueba.foto() RETURNS jsonb LANGUAGE plpgsql AS $$
BEGIN
  RETURN jsonb_build_object(
    'llamadas', (
      SELECT jsonb_agg(to_jsonb(l) - '{id,version,grupo_id,centralita_id,creada,clinica_id,linea_id,agente_id,paciente_id,contacto_id,
          tipificacion_id,fusionada_en}'::text[]
        || jsonb_build_object('clinica', c.nombre, 'linea', li.numero, 'agente', a.nombre, 'paciente', p.nombre, 'tramos', t.tramos)
        ORDER BY l.inicio, l.raiz, l.encarnacion)
      FROM llamada l JOIN clinica c ON c.id = l.clinica_id LEFT JOIN linea li ON li.id = l.linea_id
        LEFT JOIN agente a ON a.id = l.agente_id LEFT JOIN paciente p ON p.id = l.paciente_id
        LEFT JOIN LATERAL (
          SELECT jsonb_agg(to_jsonb(x) - '{llamada_id,grupo_id,extension_id}'::text[] ORDER BY x.clave, x.vuelta) AS tramos
          FROM tramo x WHERE x.llamada_id = l.id) t ON true
      WHERE l.fusionada_en IS NULL),
    'seguimientos', (
      SELECT jsonb_agg(jsonb_build_object('clinica', c.nombre, 'numero', s.clave, 'estado', s.estado, 'llamadas', s.llamadas,
          'intentos', s.intentos, 'primera', s.primera, 'ultima', s.ultima, 'prioridad', s.prioridad) ORDER BY s.clinica_id, s.clave)
      FROM seguimiento s JOIN clinica c ON c.id = s.clinica_id WHERE s.cerrado IS NULL));
END $$;

-- Plays a scenario as it happened, step by step: {"hecho": event}, {"gracia": true} (its job falls due), {"reaper": true}
-- (the call has been silent for three hours). Returns the picture, and the actions of each step.
CREATE FUNCTION prueba.representar(pasos jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  paso jsonb;
  acciones jsonb := '[]';
  visto bigint[];
BEGIN
  FOR paso IN SELECT * FROM jsonb_array_elements(pasos) LOOP
    visto := ARRAY(SELECT seq FROM flujo ORDER BY clinica_id);
    IF paso ? 'hecho' THEN
      PERFORM prueba.entregar(jsonb_build_array(paso -> 'hecho'));
    ELSIF paso ? 'gracia' THEN
      PERFORM llamada_cerrar_gracia((t.datos ->> 'llamada_id')::bigint) FROM trabajo t WHERE t.clase = 'cerrar_llamada';
    ELSE
      UPDATE hecho SET recibido = recibido - interval '3 hours';
      PERFORM llamada_reaper((t.datos ->> 'llamada_id')::bigint) FROM trabajo t WHERE t.clase = 'llamada_inactiva';
    END IF;
    acciones := acciones || jsonb_build_array(coalesce((
      SELECT jsonb_agg(jsonb_build_object('accion', d.e ->> 'accion', 'motivo', d.e #>> '{cuerpo,motivo}', 'clinica', c.nombre,
          'agentes', (SELECT jsonb_agg(a.nombre ORDER BY a.id) FROM agente a WHERE d.e -> 'agentes' @> to_jsonb(a.id)))
        ORDER BY ev.clinica_id, ev.seq, d.n)
      FROM evento ev JOIN clinica c ON c.id = ev.clinica_id, jsonb_array_elements(ev.entregas::jsonb) WITH ORDINALITY d (e, n)
      WHERE ev.seq > coalesce(visto[ev.clinica_id], 0) AND d.e ->> 'tipo' = 'llamada' AND d.e ? 'agentes'), '[]'));
  END LOOP;
  RETURN prueba.foto() || jsonb_build_object('acciones', acciones);
END $$;
