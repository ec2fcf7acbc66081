-- Nothing outside one's clinics is there, route by route. Every function of schema api that takes a credential is in the
-- table below, with what it answers about things of another clinic and of another group; a new one without a row fails.
BEGIN;
\ir comun/escenario.sql

INSERT INTO seguimiento (id, grupo_id, clinica_id, clase, clave, primera, ultima) OVERRIDING SYSTEM VALUE VALUES
  (9001, 9001, 9011, 'perdida', '+34699000111', ahora(), ahora()), (9002, 9001, 9012, 'perdida', '+34699000111', ahora(), ahora()),
  (9003, 9002, 9021, 'perdida', '+34699000111', ahora(), ahora());
SELECT pg_temp.llamada(9001, 9011, '+34699000111'), pg_temp.llamada(9002, 9012, '+34699000111'), pg_temp.llamada(9003, 9021, '+34699000111') \g /dev/null
UPDATE llamada SET agente_id = 9601 WHERE id = 9001;
UPDATE llamada SET agente_id = 9604, tipificacion_id = 9501, paciente_id = 9903 WHERE id = 9002;
UPDATE llamada SET agente_id = 9606, tipificacion_id = 9504, linea_id = 9402, paciente_id = 9904 WHERE id = 9003;
INSERT INTO llamada_paciente VALUES (9002, 9903, 'interlocutor', 9001, 'elegida'), (9003, 9904, 'interlocutor', 9002, 'elegida');
INSERT INTO centralita (id, grupo_id, clinica_id, publico, nombre, adaptador, secretos) OVERRIDING SYSTEM VALUE VALUES
  (9033, 9001, 9012, 'prueba-centralita-3', 'Norte', 'generica', '{}');
UPDATE centralita SET secretos = '{\\x01, \\x02}' WHERE id = 9031;
INSERT INTO evento_pbx (id, recibido, grupo_id, centralita_id, veredicto, crudo) OVERRIDING SYSTEM VALUE VALUES
  (9001, ahora(), 9001, 9031, 'ilegible', 'x'), (9002, ahora(), 9001, 9033, 'ilegible', 'x'), (9003, ahora(), 9002, 9032, 'ilegible', 'x');
INSERT INTO contacto (id, grupo_id, clave, nombre, clase) OVERRIDING SYSTEM VALUE VALUES (9001, 9001, '+34911000111', 'Labo', 'laboratorio'), (9002, 9002, '+34911000111', 'Labo', 'laboratorio');
INSERT INTO paciente_telefono (grupo_id, paciente_id, clave, original) VALUES (9001, 9901, '+34699000888', '699000888');
-- ines administers ana's clinic.
INSERT INTO agente (id, grupo_id, usuario, nombre) OVERRIDING SYSTEM VALUE VALUES (9607, 9001, 'ines', 'Inés');
INSERT INTO agente_clinica VALUES (9607, 9011, 9001, 'administrador');
INSERT INTO sesion (grupo_id, agente_id, token_hash, creada, ultimo_uso, caduca)
VALUES (9001, 9607, sha256('ines'), ahora(), ahora(), ahora() + interval '1 hour');
INSERT INTO linea (id, grupo_id, clinica_id, centralita_id, clave, numero) OVERRIDING SYSTEM VALUE VALUES (9403, 9001, 9012, 9031, '+34911111112', '911111112');
INSERT INTO cola (id, grupo_id, clinica_id, centralita_id, nombre) OVERRIDING SYSTEM VALUE VALUES
  (9701, 9001, 9011, 9031, 'citas'), (9702, 9001, 9012, 9031, 'norte'), (9703, 9002, 9021, 9032, 'citas');
INSERT INTO festivo (id, grupo_id, clinica_id, dia) OVERRIDING SYSTEM VALUE VALUES
  (9701, 9001, 9011, '2026-12-25'), (9702, 9001, 9012, '2026-12-25'), (9703, 9002, 9021, '2026-12-25');
INSERT INTO auditoria (grupo_id, clinica_id, cuando, accion, objeto, objeto_id)
SELECT c.grupo_id, c.id, ahora(), 'prueba', 'clinica', c.id FROM clinica c WHERE c.id BETWEEN 9011 AND 9021;
-- olga administers all the clinics of the group.
INSERT INTO agente (id, grupo_id, usuario, nombre) OVERRIDING SYSTEM VALUE VALUES (9608, 9001, 'todas', 'Olga');
INSERT INTO agente_clinica VALUES (9608, 9011, 9001, 'administrador'), (9608, 9012, 9001, 'administrador');
INSERT INTO sesion (grupo_id, agente_id, token_hash, creada, ultimo_uso, caduca)
VALUES (9001, 9608, sha256('todas'), ahora(), ahora(), ahora() + interval '1 hour');
-- The clinics of the group do not share their patients here: that is the strictest case.
UPDATE grupo SET pacientes_compartidos = false;
UPDATE paciente SET erp_ref = id;
INSERT INTO cita (grupo_id, clinica_id, paciente_id, erp_ref, inicio) VALUES
  (9001, 9011, 9901, '9701', ahora()), (9001, 9012, 9903, '9702', ahora()), (9002, 9021, 9904, '9703', ahora());
INSERT INTO adopcion (id, grupo_id, propio_id, erp_id) OVERRIDING SYSTEM VALUE VALUES
  (9701, 9001, 9901, 9902), (9702, 9001, 9901, 9903), (9703, 9002, 9904, 9904);

-- Subscriptions: of ana's clinic, of the whole group (which ines does not administer), of another group; and what was given up.
INSERT INTO suscripcion (id, grupo_id, nombre, url, clinicas, secretos) OVERRIDING SYSTEM VALUE VALUES
  (9001, 9001, 'Una', 'https://erp.example/', '{9011}', '{x}'), (9002, 9001, 'Todas', 'https://erp.example/', NULL, '{x}'),
  (9003, 9002, 'Ajena', 'https://erp.example/', NULL, '{x}');
INSERT INTO suscripcion_envio (id, grupo_id, suscripcion_id, mensaje, evento, cuerpo, creada) OVERRIDING SYSTEM VALUE
SELECT s.id, s.grupo_id, s.id, 'm', 'prueba', '{"type": "prueba", "timestamp": "2026-03-10T11:00:00Z", "data": {}}', ahora() FROM suscripcion s;
INSERT INTO trabajo (id, grupo_id, clase, estado, terminado) OVERRIDING SYSTEM VALUE VALUES
  (9001, 9001, 'enviar', 'muerto', ahora()), (9003, 9002, 'enviar', 'muerto', ahora());

-- `llamada` is the call after the credential and the context, %s the id. `mio`, `vecino` and `ajeno`: one of ana's clinic, of
-- another clinic of her group, of another group; NULL where there is no such thing. What is asked for by an id must be there
-- for `mio`, and be CC404 for the others; where `vacio`, the id is a filter: the others find nothing. `quien` asks.
CREATE TEMP TABLE ruta (funcion text, llamada text, mio bigint, vecino bigint, ajeno bigint, vacio boolean,
  quien text DEFAULT 'ana');
INSERT INTO ruta (funcion, llamada, mio, vecino, ajeno, vacio) VALUES
  ('sesion_puesto', $$jsonb_build_object('extension_id', %s)$$, 9101, 9201, 9301, false),
  ('llamadas_listar', '%s, NULL', 9011, 9012, 9021, false),
  ('llamada_ver', '%s', 9001, 9002, 9003, false),
  ('llamada_porque', '%s, NULL', 9001, 9002, 9003, false),
  ('llamada_colgar', '%s', 9001, 9002, 9003, false),
  ('llamada_transferir', $$%s, '{"destino": "102"}'$$, 9001, 9002, 9003, false),
  ('llamar_reglas_ver', '%s', 9011, 9012, 9021, false),
  ('llamar', $$jsonb_build_object('paciente_id', %s)$$, 9901, 9903, 9904, false),
  ('llamar', $$jsonb_build_object('llamada_id', %s)$$, 9001, 9002, 9003, false),
  ('llamar', $$jsonb_build_object('seguimiento_id', %s)$$, 9001, 9002, 9003, false),
  ('llamar', $$jsonb_build_object('numero', '911222333', 'clinica_id', %s)$$, 9011, 9012, 9021, false),
  ('llamar', $$jsonb_build_object('numero', '911222333', 'linea_id', %s)$$, 9401, 9403, 9402, false),
  ('llamada_editar', $$%s, '{"nota": "x"}'$$, 9001, 9002, 9003, false),
  ('llamada_editar', $$9001, jsonb_build_object('interlocutor_id', %s)$$, 9901, 9903, 9904, false),
  ('llamada_editar', $$9001, jsonb_build_object('asuntos', ARRAY[%s])$$, 9901, 9903, 9904, false),
  ('llamada_editar', $$9001, jsonb_build_object('tipificacion_id', %s)$$, 9501, NULL, 9504, false),
  ('paciente_ver', '%s', 9901, 9903, 9904, false),
  ('paciente_erp_ver', '%s::text', 9901, 9903, 9904, false),
  ('paciente_crear', $$jsonb_build_object('nombre', 'X', 'clinica_id', %s)$$, 9011, 9012, 9021, false),
  ('paciente_crear', $$jsonb_build_object('nombre', 'X', 'llamada_id', %s)$$, 9001, 9002, 9003, false),
  ('telefono_poner', $$%s, '{"numero": "699000777"}'$$, 9901, 9903, 9904, false),
  ('telefono_quitar', $$%s, '+34699000888'$$, 9901, 9903, 9904, false),
  ('telefono_deshacer', $$%s, '+34612345678'$$, 9901, 9903, 9904, false),
  ('contacto_editar', $$%s, '{"nota": "x"}'$$, 9001, NULL, 9002, false),
  ('contacto_quitar', '%s', 9001, NULL, 9002, false),
  ('registrar', $$jsonb_build_object('llamada_id', %s, 'nota', 'x')$$, 9001, 9002, 9003, false),
  ('registrar', $$jsonb_build_object('llamada_id', 9001, 'interlocutor_id', %s)$$, 9901, 9903, 9904, false),
  ('registrar', $$jsonb_build_object('direccion', 'saliente', 'inicio', '2026-03-10T10:00:00Z', 'clinica_id', %s)$$, 9011, 9012, 9021, false),
  ('seguimientos_listar', '%s, NULL', 9011, 9012, 9021, false),
  ('seguimiento_crear', $$jsonb_build_object('texto', 'x', 'vence', '2027-01-01T10:00:00Z', 'paciente_id', %s)$$, 9901, 9903, 9904, false),
  ('seguimiento_crear', $$jsonb_build_object('texto', 'x', 'vence', '2027-01-01T10:00:00Z', 'llamada_id', %s)$$, 9001, 9002, 9003, false),
  ('seguimiento_crear', $$jsonb_build_object('texto', 'x', 'vence', '2027-01-01T10:00:00Z', 'numero', '699000111', 'clinica_id', %s)$$, 9011, 9012, 9021, false),
  ('seguimiento_editar', $$%s, '{"accion": "soltar"}'$$, 9001, 9002, 9003, false),
  ('historial', 'NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, %s, NULL, NULL', 9011, 9012, 9021, false),
  ('historial', 'NULL, NULL, NULL, NULL, NULL, %s, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL', NULL, 9604, 9606, true),
  ('historial', 'NULL, NULL, NULL, NULL, NULL, NULL, NULL, %s, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL', NULL, NULL, 9402, true),
  ('historial', 'NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, %s, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL', NULL, 9903, 9904, true),
  ('historial', 'NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, %s, NULL, NULL, NULL, NULL, NULL, NULL, NULL', NULL, 9501, 9504, true),
  ('estadisticas', 'NULL, NULL, %s, NULL, NULL', 9011, 9012, 9021, false),
  ('estadisticas_csv', $$jsonb_build_object('clinica_id', %s), NULL$$, 9011, 9012, 9021, false),
  ('historial_csv', $$jsonb_build_object('clinica_id', %s), NULL$$, 9011, 9012, 9021, false),
  ('historial_csv', $$jsonb_build_object('agente_id', %s), NULL$$, NULL, 9604, 9606, true),
  ('historial_csv', $$jsonb_build_object('paciente_id', %s), NULL$$, NULL, 9903, 9904, true),
  ('llamadas_csv', $$jsonb_build_object('clinica_id', %s), NULL$$, 9011, 9012, 9021, false),
  ('seguimientos_csv', $$jsonb_build_object('clinica_id', %s), NULL$$, 9011, 9012, 9021, false),
  ('matriz_ver', '%s', 9011, 9012, 9021, false);
-- The configuration.
INSERT INTO ruta (funcion, llamada, mio, vecino, ajeno, vacio) VALUES
  ('lineas_listar', '%s, NULL, NULL', 9011, 9012, 9021, false),
  ('lineas_listar', 'NULL, %s, NULL', NULL, NULL, 9032, true),
  ('extensiones_listar', '%s, NULL, NULL', 9011, 9012, 9021, false),
  ('colas_listar', '%s, NULL, NULL', 9011, 9012, 9021, false),
  ('horario_ver', '%s', 9011, 9012, 9021, false),
  ('festivos_listar', '%s, NULL, NULL', 9011, 9012, 9021, false);
INSERT INTO ruta VALUES
  ('llamar_reglas_poner', $$%s, '{"reglas": {}}'$$, 9011, 9012, 9021, false, 'ines'),
  ('horario_poner', $$%s, '{"franjas": []}'$$, 9011, 9012, 9021, false, 'ines'),
  ('festivo_crear', $$jsonb_build_object('dia', '2026-01-01', 'clinica_id', %s)$$, 9011, 9012, 9021, false, 'ines'),
  ('festivo_editar', $$%s, '{"nombre": "x"}'$$, 9701, 9702, 9703, false, 'ines'),
  ('festivo_quitar', '%s', NULL, 9702, 9703, false, 'ines'),
  ('clinica_editar', $$%s, '{"zona": "Europe/Lisbon"}'$$, 9011, 9012, 9021, false, 'ines'),
  ('clinica_quitar', '%s', NULL, 9012, 9021, false, 'ines'),
  ('tipificacion_editar', $$%s, '{"orden": 5}'$$, 9501, NULL, 9504, false, 'todas'),
  ('tipificacion_quitar', '%s', NULL, NULL, 9504, false, 'todas'),
  ('auditoria_listar', 'NULL, NULL, NULL, NULL, NULL, NULL, %s, NULL, NULL', 9011, 9012, 9021, false, 'ines'),
  ('auditoria_listar', $$NULL, NULL, NULL, 'clinica', %s, NULL, NULL, NULL, NULL$$, NULL, 9012, 9021, true, 'ines');
INSERT INTO ruta VALUES
  ('agentes_listar', '%s, NULL', 9011, 9012, 9021, false, 'ines'),
  ('agente_permiso', '%s', 9602, 9604, 9606, false, 'ines'),
  ('agente_crear', $$jsonb_build_object('usuario', 'nueva%1$s', 'nombre', 'X', 'clinicas', jsonb_build_array(jsonb_build_object('clinica_id', %1$s, 'rol', 'agente')))$$, 9011, 9012, 9021, false, 'ines'),
  ('agente_editar', $$%s, '{"nombre": "x"}'$$, 9602, 9604, 9606, false, 'ines'),
  ('agente_editar', $$9602, jsonb_build_object('clinicas', jsonb_build_array(jsonb_build_object('clinica_id', %s, 'rol', 'agente')))$$, 9011, 9012, 9021, false, 'ines'),
  ('agente_quitar', '%s', NULL, 9604, 9606, false, 'ines'),
  ('agente_clave', $$%s, '{"clave_hash": "x"}'$$, 9602, 9604, 9606, false, 'ines');
INSERT INTO ruta VALUES ('matriz_poner', $$%s, '{"filas": []}'$$, NULL, 9012, 9021, false, 'ines'),
  ('centralita_ver', '%s', 9031, 9033, 9032, false, 'ines'),
  ('centralita_entregas', '%s', 9031, 9033, 9032, false, 'ines'),
  ('centralita_entrega_leer', '9031, %s', 9001, 9002, 9003, false, 'ines'),
  ('centralita_entrega_leer', '%s, 9001', 9031, 9033, 9032, false, 'ines'),
  ('centralita_entrega_repetir', '9031, %s, (SELECT version FROM cc.centralita WHERE id = 9031), NULL, NULL', 9001, 9002, 9003, false, 'ines'),
  ('centralita_entrega_repetir', '%s, 9001, (SELECT version FROM cc.centralita WHERE id = 9031), NULL, NULL', 9031, 9033, 9032, false, 'ines'),
  ('centralita_editar', $$%s, '{"silencio_min": 5}'$$, 9031, 9033, 9032, false, 'ines'),
  ('centralita_editar', $$9031, jsonb_build_object('clinica_id', %s)$$, 9011, 9012, 9021, false, 'ines'),
  ('centralita_crear', $$jsonb_build_object('nombre', 'X', 'adaptador', 'generica', 'publico', 'prueba-centralita-x', 'secreto_sellado', '00', 'clinica_id', %s)$$, 9011, 9012, 9021, false, 'ines'),
  ('centralita_probar', $$%s, '2026-03-10T12:00:00+01:00'$$, 9031, 9033, 9032, false, 'ines'),
  ('centralita_secreto_crear', $$%s, '{"secreto_sellado": "00"}'$$, 9031, 9033, 9032, false, 'ines'),
  ('centralita_secreto_quitar', '%s', 9031, 9033, 9032, false, 'ines'),
  ('paciente_erp_borrar', '%s::text', 9902, 9903, 9904, false, 'ines'),
  ('cita_erp_poner', $$'C-1', jsonb_build_object('inicio', '2026-03-20T10:00:00Z', 'paciente_id', %s)$$, 9901, 9903, 9904, false, 'ines'),
  ('cita_erp_poner', $$'C-2', jsonb_build_object('inicio', '2026-03-20T10:00:00Z', 'paciente_ref', %s::text)$$, 9901, 9903, 9904, false, 'ines'),
  ('cita_erp_poner', $$'C-3', jsonb_build_object('inicio', '2026-03-20T10:00:00Z', 'paciente_id', 9901, 'clinica_id', %s)$$, 9011, 9012, 9021, false, 'ines'),
  ('cita_erp_borrar', '%s::text', 9701, 9702, 9703, false, 'ines'),
  ('linea_crear', $$jsonb_build_object('numero', '911000999', 'centralita_id', %s)$$, 9031, NULL, 9032, false, 'ines'),
  ('linea_crear', $$jsonb_build_object('numero', '911000998', 'centralita_id', 9031, 'clinica_id', %s)$$, 9011, 9012, 9021, false, 'ines'),
  ('linea_editar', $$%s, '{"etiqueta": "x"}'$$, 9401, 9403, 9402, false, 'ines'),
  ('linea_editar', $$9401, jsonb_build_object('clinica_id', %s)$$, 9011, 9012, 9021, false, 'ines'),
  ('linea_quitar', '%s', NULL, 9403, 9402, false, 'ines'),
  ('extension_crear', $$jsonb_build_object('numero', '999', 'centralita_id', %s)$$, 9031, NULL, 9032, false, 'ines'),
  ('extension_crear', $$jsonb_build_object('numero', '998', 'centralita_id', 9031, 'clinica_id', %s)$$, 9011, 9012, 9021, false, 'ines'),
  ('extension_editar', $$%s, '{"etiqueta": "x"}'$$, 9101, 9201, 9301, false, 'ines'),
  ('extension_editar', $$9101, jsonb_build_object('clinica_id', %s)$$, 9011, 9012, 9021, false, 'ines'),
  ('extension_quitar', '%s', NULL, 9201, 9301, false, 'ines'),
  ('cola_crear', $$jsonb_build_object('nombre', 'x', 'centralita_id', %s)$$, 9031, NULL, 9032, false, 'ines'),
  ('cola_crear', $$jsonb_build_object('nombre', 'y', 'centralita_id', 9031, 'clinica_id', %s)$$, 9011, 9012, 9021, false, 'ines'),
  ('cola_editar', $$%s, '{"etiqueta": "x"}'$$, 9701, 9702, 9703, false, 'ines'),
  ('cola_editar', $$9701, jsonb_build_object('clinica_id', %s)$$, 9011, 9012, 9021, false, 'ines'),
  ('cola_quitar', '%s', NULL, 9702, 9703, false, 'ines'),
  ('suscripcion_ver', '%s', 9001, 9002, 9003, false, 'ines'),
  ('suscripcion_crear', $$jsonb_build_object('nombre', 'X', 'url', 'https://erp.example/', 'secreto_sellado', '00', 'clinicas', ARRAY[%s])$$, 9011, 9012, 9021, false, 'ines'),
  ('suscripcion_editar', $$%s, '{"nombre": "x"}'$$, 9001, 9002, 9003, false, 'ines'),
  ('suscripcion_editar', $$9001, jsonb_build_object('clinicas', ARRAY[%s])$$, 9011, 9012, 9021, false, 'ines'),
  ('suscripcion_rotar', $$%s, '{"secreto_sellado": "00"}'$$, 9001, 9002, 9003, false, 'ines'),
  ('suscripcion_probar', '%s', 9001, 9002, 9003, false, 'ines'),
  ('suscripcion_quitar', '%s', NULL, 9002, 9003, false, 'ines'),
  ('envios_listar', '%s, NULL, NULL, NULL', 9001, 9002, 9003, false, 'ines'),
  ('envios_repetir', $$%s, '{"desde": "2026-03-10T00:00:00Z"}'$$, 9001, 9002, 9003, false, 'ines'),
  ('envios_repetir', $$9001, jsonb_build_object('envio_id', %s)$$, 9001, 9002, 9003, false, 'ines'),
  ('trabajo_repetir', '%s', 9001, NULL, 9003, false, 'ines'),
  ('adopcion_resolver', $$%s, '{"accion": "distintos"}'$$, 9701, 9702, 9703, false, 'ana');

-- Consents.
INSERT INTO ruta (funcion, llamada, mio, vecino, ajeno, vacio) VALUES
  ('consentimientos_listar', '%s', 9901, 9903, 9904, false),
  ('consentimiento_crear', $$jsonb_build_object('finalidad', 'comercial', 'valor', 'denegado', 'paciente_id', %s)$$, 9901, 9903, 9904, false);
-- Keys and sessions.
INSERT INTO clave_api (id, grupo_id, nombre, token_hash, ambitos, clinicas) OVERRIDING SYSTEM VALUE VALUES
  (9811, 9001, 'a', sha256('k1'), '{}', '{9011}'), (9812, 9001, 'b', sha256('k2'), '{}', '{9011}'), (9821, 9002, 'c', sha256('k3'), '{}', NULL);
INSERT INTO sesion (id, grupo_id, agente_id, token_hash, creada, ultimo_uso, caduca) OVERRIDING SYSTEM VALUE VALUES
  (9901, 9001, 9601, sha256('ana-2'), ahora(), ahora(), ahora() + interval '1 hour'), (9902, 9001, 9602, sha256('bea-2'), ahora(), ahora(), ahora() + interval '1 hour'),
  (9903, 9002, 9606, sha256('zoe-2'), ahora(), ahora(), ahora() + interval '1 hour');
INSERT INTO ruta VALUES
  ('clave_crear', $$sha256(random()::text::bytea), jsonb_build_object('nombre', 'x', 'ambitos', '{llamadas:leer}'::text[], 'clinicas', ARRAY[%s])$$, 9011, 9012, 9021, false, 'ines'),
  ('clave_rotar', $$%s, sha256(random()::text::bytea), '{"horas": 0}'$$, 9811, 9802, 9821, false, 'ines'),
  ('clave_retirar', '%s', 9811, 9802, 9821, false, 'ines'),
  ('clave_revocar', '%s', 9812, 9802, 9821, false, 'ines'),
  ('sesiones_cerrar_una', '%s', 9901, 9902, 9903, false, 'ana');

-- What takes no id of anything, the caller's own things, lists, or makes what is not there (paciente_erp_poner, pacientes_lote:
-- a reference is of one group), held against the others elsewhere in these tests.
CREATE TEMP TABLE sin_id (funcion text);
INSERT INTO grabacion (id, grupo_id, llamada_id, clase, estado, clave, tipo, audio) OVERRIDING SYSTEM VALUE VALUES
  (9001, 9001, 9001, 'buzon', 'lista', 'x', 'audio/wav', 'x'), (9002, 9001, 9002, 'buzon', 'lista', 'x', 'audio/wav', 'x'),
  (9003, 9002, 9003, 'buzon', 'lista', 'x', 'audio/wav', 'x');
INSERT INTO ruta VALUES ('grabacion_ver', '%s', 9001, 9002, 9003, false);
INSERT INTO sin_id VALUES ('grabacion_audio'); -- answers bytes: tests over HTTP
INSERT INTO sin_id VALUES ('sesion_ver');
INSERT INTO sin_id VALUES ('sesiones_listar'), ('sesiones_cerrar'), ('sesion_clave_ver'), ('sesion_clave_poner'), ('claves_listar');
INSERT INTO sin_id VALUES ('sesion_cerrar');
INSERT INTO sin_id VALUES ('sesion_ticket');
INSERT INTO sin_id VALUES ('sesion_erp');
INSERT INTO sin_id VALUES ('sesion_canje');
INSERT INTO sin_id VALUES ('sesion_tocar');
INSERT INTO sin_id VALUES ('paciente_buscar');
INSERT INTO sin_id VALUES ('contactos_listar');
INSERT INTO sin_id VALUES ('contactos_csv');
INSERT INTO sin_id VALUES ('matriz_estados');
INSERT INTO sin_id VALUES ('matriz_capacidades');
INSERT INTO sin_id VALUES ('contacto_crear');
INSERT INTO sin_id VALUES ('tipificaciones_listar');
INSERT INTO sin_id VALUES ('presencia_listar');
INSERT INTO sin_id VALUES ('presencia_poner');
INSERT INTO sin_id VALUES ('paciente_erp_poner');
INSERT INTO sin_id VALUES ('pacientes_lote');
INSERT INTO sin_id VALUES ('adopciones_listar');
INSERT INTO sin_id VALUES ('centralitas_listar');
INSERT INTO sin_id VALUES ('centralita_adaptadores');
INSERT INTO sin_id VALUES ('centralita_ensayo');
INSERT INTO sin_id VALUES ('suscripciones_listar');
INSERT INTO sin_id VALUES ('trabajos_listar');
INSERT INTO sin_id VALUES ('relay_sesion');
INSERT INTO sin_id VALUES ('sesion_ver'), ('sesion_cerrar'), ('sesion_ticket'), ('sesion_erp'), ('sesion_canje'), ('sesion_tocar'), ('paciente_buscar'), ('contactos_listar'), ('matriz_estados'), ('matriz_capacidades'), ('contacto_crear'), ('tipificaciones_listar'),
  ('grupo_ver'), ('grupo_editar'), ('clinicas_listar'), ('clinica_crear'), ('tipificacion_crear'),
  ('presencia_listar'), ('presencia_poner'), ('paciente_erp_poner'), ('pacientes_lote'), ('adopciones_listar'),
  ('relay_sesion');

CREATE TEMP TABLE intento AS
SELECT r.funcion, v.de, v.id, r.vacio,
  format(CASE WHEN r.funcion LIKE '%\_csv'
              THEN 'SELECT json_build_object(''elementos'', coalesce(json_agg(x), ''[]'')) FROM api.%s(pg_temp.como(%L), ''{}'', %s) x'
              ELSE 'SELECT (api.%1$s(pg_temp.como(%2$L), ''{"si_coincide": "*", "idempotencia": {"clave": "%4$s", "huella": "h"}}'', %3$s)).cuerpo::text' END,
         r.funcion, r.quien, format(r.llamada, v.id), md5(r.funcion || r.llamada || v.id)) AS sentencia
FROM ruta r CROSS JOIN LATERAL (VALUES ('mine', r.mio), ('another clinic''s', r.vecino), ('another group''s', r.ajeno), ('nobody''s', 999999999)) v (de, id)
WHERE v.id IS NOT NULL;

CREATE FUNCTION pg_temp.contesta(sentencia text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  cuerpo text;
BEGIN
  EXECUTE sentencia INTO cuerpo;
  RETURN CASE WHEN json_typeof(cuerpo::json -> 'elementos') = 'array' AND json_array_length(cuerpo::json -> 'elementos') = 0
              THEN 'nothing' ELSE 'there' END;
EXCEPTION WHEN OTHERS THEN
  RETURN SQLSTATE;
END $$;

SELECT plan((SELECT count(*)::int FROM intento) + 4);
SELECT is(pg_temp.contesta(i.sentencia), CASE WHEN i.vacio THEN 'nothing' WHEN i.de = 'mine' THEN 'there' ELSE 'CC404' END,
  format('%s, %s (%s)', i.funcion, i.de, i.id))
FROM intento i ORDER BY i.funcion, i.sentencia;

SELECT is((SELECT string_agg(DISTINCT p.proname, ' ' ORDER BY p.proname)
  FROM pg_proc p
  WHERE p.pronamespace = 'api'::regnamespace AND p.proargnames[1] = 'credencial'
    AND p.proname::text NOT IN (SELECT r.funcion FROM ruta r UNION ALL SELECT s.funcion FROM sin_id s)), NULL,
  'every function that takes a credential is held against other clinics and groups');
SELECT is((SELECT string_agg(r.funcion, ' ') FROM (SELECT funcion FROM ruta UNION SELECT funcion FROM sin_id) r
  WHERE to_regproc('api.' || r.funcion) IS NULL), NULL, 'and every row is of a function that is there');

-- The surface: what a process may execute, and how it runs.
SELECT is((SELECT string_agg(p.oid::regprocedure::text, ' ')
  FROM pg_proc p
  WHERE p.pronamespace = 'api'::regnamespace
    AND (NOT p.prosecdef OR p.proowner <> 'cc_owner'::regrole OR has_function_privilege('public', p.oid, 'EXECUTE')
      OR NOT coalesce(p.proconfig, '{}') @> '{"search_path=cc, pg_catalog, pg_temp"}')), NULL,
  'each runs as the owner, with its search path pinned, and PUBLIC may execute none');
SELECT is((SELECT string_agg(c.relname, ' ') FROM pg_class c, unnest('{cc_api,cc_relay,cc_jobs,cc_pbxlink,cc_admin}'::text[]) rol
  WHERE c.relnamespace IN ('cc'::regnamespace, 'api'::regnamespace) AND c.relkind IN ('r', 'p', 'v', 'S')
    AND CASE c.relkind WHEN 'S' THEN has_sequence_privilege(rol, c.oid, 'USAGE,SELECT,UPDATE')
        ELSE has_table_privilege(rol, c.oid, 'SELECT,INSERT,UPDATE,DELETE,TRUNCATE') END), NULL, 'no process has a right on any table');

SELECT * FROM finish();
ROLLBACK;
