-- The people and things that the tests of the REST functions share. Two groups: "Sonrisa", with clinics Centro (9011) and
-- Norte (9012), and "Ajeno" (9021). It is 2026-03-10 12:00 in Madrid. Everybody is logged in: pg_temp.como('ana').
SET LOCAL client_min_messages = warning;
SET LOCAL search_path = cc, public, pg_catalog;
SET LOCAL TimeZone = 'UTC';
SET LOCAL cc.reloj = '2026-03-10 12:00+01';

INSERT INTO grupo (id, nombre) OVERRIDING SYSTEM VALUE VALUES (9001, 'Sonrisa'), (9002, 'Ajeno');
INSERT INTO clinica (id, grupo_id, nombre, zona) OVERRIDING SYSTEM VALUE VALUES
  (9011, 9001, 'Centro', 'Europe/Madrid'), (9012, 9001, 'Norte', 'Atlantic/Canary'), (9021, 9002, 'Lejos', 'Europe/Madrid');
INSERT INTO centralita (id, grupo_id, clinica_id, publico, nombre, adaptador) OVERRIDING SYSTEM VALUE VALUES
  (9031, 9001, 9011, 'prueba-centralita-1', 'PBX', 'generica'), (9032, 9002, 9021, 'prueba-centralita-2', 'PBX', 'generica');
INSERT INTO extension (id, grupo_id, clinica_id, centralita_id, numero, etiqueta, compartida, activa) OVERRIDING SYSTEM VALUE VALUES
  (9101, 9001, 9011, 9031, '101', 'Recepción', false, true), (9102, 9001, 9011, 9031, '102', 'Sala', true, true),
  (9103, 9001, 9011, 9031, '103', 'Retirada', false, false), (9201, 9001, 9012, 9031, '201', 'Norte', false, true),
  (9301, 9002, 9021, 9032, '101', 'Lejos', false, true);
INSERT INTO linea (id, grupo_id, clinica_id, centralita_id, clave, numero, etiqueta) OVERRIDING SYSTEM VALUE VALUES
  (9401, 9001, 9011, 9031, '+34911111111', '911111111', 'Centro'), (9402, 9002, 9021, 9032, '+34922222222', '922222222', 'Lejos');
INSERT INTO tipificacion (id, grupo_id, etiqueta, orden, activa) OVERRIDING SYSTEM VALUE VALUES
  (9501, 9001, 'Urgencia', 2, true), (9502, 9001, 'Cita nueva', 1, true), (9503, 9001, 'Vieja', 3, false),
  (9504, 9002, 'Ajena', 1, true);
INSERT INTO agente (id, grupo_id, usuario, nombre, clave_hash) OVERRIDING SYSTEM VALUE VALUES
  (9601, 9001, 'ana', 'Ana', 'hash-ana'), (9602, 9001, 'bea', 'Bea', 'hash-bea'), (9603, 9001, 'sara', 'Sara', 'hash-sara'),
  (9604, 9001, 'nora', 'Nora', 'hash-nora'), (9605, 9001, 'dora', 'Dora', 'hash-dora'), (9606, 9002, 'zoe', 'Zoe', 'hash-zoe');
INSERT INTO agente_clinica (agente_id, clinica_id, grupo_id, rol) VALUES
  (9601, 9011, 9001, 'agente'), (9602, 9011, 9001, 'agente'), (9603, 9011, 9001, 'supervisor'), (9603, 9012, 9001, 'agente'),
  (9604, 9012, 9001, 'agente'), (9605, 9011, 9001, 'delegado'), (9606, 9021, 9002, 'administrador');
INSERT INTO sesion (id, grupo_id, agente_id, token_hash, creada, ultimo_uso, caduca) OVERRIDING SYSTEM VALUE
SELECT a.id + 100, a.grupo_id, a.id, sha256(convert_to(a.usuario, 'UTF8')), ahora(), ahora(), ahora() + interval '16 hours'
FROM agente a WHERE a.id BETWEEN 9601 AND 9606;
INSERT INTO clave_api (id, grupo_id, nombre, token_hash, ambitos, clinicas) OVERRIDING SYSTEM VALUE VALUES
  (9801, 9001, 'erp', sha256('erp'), '{llamadas:leer,llamadas:escribir,pacientes:leer,pacientes:escribir}', NULL),
  (9802, 9001, 'lector', sha256('lector'), '{llamadas:leer}', '{9012}');

INSERT INTO paciente (id, grupo_id, clinica_id, nombre, apellidos, nacimiento, dni, n_historia, saldo_cent, version)
OVERRIDING SYSTEM VALUE VALUES
  (9901, 9001, 9011, 'María', 'García López', '1985-03-11', '12345678Z', 'H-77', 4500, 3),
  (9902, 9001, 9011, 'Lucía', 'Ruiz Núñez', '2016-05-05', NULL, NULL, NULL, 1),
  (9903, 9001, 9012, 'Óscar', 'Ruiz Núñez', '1980-01-01', NULL, NULL, NULL, 1),
  (9904, 9002, 9021, 'Ajeno', 'Lejano', '1990-01-01', NULL, NULL, NULL, 1),
  (9905, 9001, 9011, 'Borrado', 'García', '1990-01-01', NULL, NULL, NULL, 1);
UPDATE paciente SET borrado = ahora() WHERE id = 9905;
INSERT INTO paciente_telefono (grupo_id, paciente_id, clave, original, titular) VALUES
  (9001, 9901, '+34612345678', '612 345 678', true), (9001, 9902, '+34622334455', '622334455', false),
  (9001, 9903, '+34622334455', '622334455', true), (9002, 9904, '+34612345678', '612345678', true);

-- A call of `clinica`, over since `hace`, from `numero`.
CREATE FUNCTION pg_temp.llamada(id bigint, clinica bigint, numero text, hace interval DEFAULT '1 hour',
  resultado text DEFAULT 'atendida', estado text DEFAULT 'finalizada') RETURNS bigint
LANGUAGE sql AS $$
  INSERT INTO cc.llamada (id, grupo_id, clinica_id, centralita_id, raiz, direccion, estado, resultado, es_perdida, inicio,
    contestada, fin, conversacion_s, numero, numero_original, oculto, extension, creada)
  OVERRIDING SYSTEM VALUE
  SELECT llamada.id, c.grupo_id, c.id, CASE c.grupo_id WHEN 9001 THEN 9031 ELSE 9032 END, 'r' || llamada.id, 'entrante',
    llamada.estado, CASE llamada.estado WHEN 'finalizada' THEN resultado END, resultado LIKE 'perdida%', cc.ahora() - hace,
    CASE resultado WHEN 'atendida' THEN cc.ahora() - hace END,
    CASE llamada.estado WHEN 'finalizada' THEN cc.ahora() - hace + interval '1 minute' END, 60, numero, numero, numero IS NULL,
    '101', cc.ahora() - hace
  FROM cc.clinica c WHERE c.id = clinica
  RETURNING id $$;

-- The credential of somebody's session, or of a key.
CREATE FUNCTION pg_temp.como(quien text) RETURNS bytea LANGUAGE sql AS $$
  SELECT CASE WHEN quien IN ('erp', 'lector') THEN '\x02'::bytea ELSE '\x01'::bytea END || sha256(convert_to(quien, 'UTF8')) $$;
-- A context with If-Match.
CREATE FUNCTION pg_temp.si(version int) RETURNS jsonb LANGUAGE sql AS $$
  SELECT jsonb_build_object('peticion', 'prueba', 'si_coincide', version::text) $$;
-- What a refused statement says: "CC422 /numero Falta este dato."; 'bien' when it is not refused. Its effects are undone.
CREATE FUNCTION pg_temp.rechazo(sentencia text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  codigo text; mensaje text; detalle text;
BEGIN
  BEGIN
    EXECUTE sentencia;
    RAISE EXCEPTION USING ERRCODE = 'ZZ000';
  EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS codigo = RETURNED_SQLSTATE, mensaje = MESSAGE_TEXT, detalle = PG_EXCEPTION_DETAIL;
  END;
  RETURN CASE codigo WHEN 'ZZ000' THEN 'bien' ELSE rtrim(codigo || ' ' || coalesce(
    (SELECT string_agg((e ->> 'pointer') || ' ' || (e ->> 'detail'), ' · ' ORDER BY e ->> 'pointer')
     FROM jsonb_array_elements(nullif(detalle, '')::jsonb) e), mensaje)) END;
END $$;
-- What was told to the panels of a clinic since the last time, as "tipo:id" in order.
CREATE TEMP TABLE oido (clinica_id bigint, seq bigint);
CREATE FUNCTION pg_temp.oye(clinica bigint) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  dicho text;
BEGIN
  SELECT string_agg((d ->> 'tipo') || ':' || coalesce(d #>> '{cuerpo,id}', d #>> '{cuerpo,agente_id}'), ' ' ORDER BY e.seq, n) INTO dicho
  FROM cc.evento e CROSS JOIN LATERAL json_array_elements(e.entregas) WITH ORDINALITY x (d, n)
  WHERE e.clinica_id = clinica AND e.seq > coalesce((SELECT max(o.seq) FROM oido o WHERE o.clinica_id = clinica), 0);
  INSERT INTO oido SELECT f.clinica_id, f.seq FROM cc.flujo f WHERE f.clinica_id = clinica;
  RETURN dicho;
END $$;
