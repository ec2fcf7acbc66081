-- Who may make whom of whom: nobody gives or takes more than they have, and no clinic is left without its administrador.
BEGIN;
\ir comun/escenario.sql
SELECT plan(36);
UPDATE clave_api SET ambitos = ambitos || '{config:leer,config:escribir}';
-- ines and iris administer Centro, olga the whole group; dora is Centro's privacy officer; sara works in both clinics.
INSERT INTO agente (id, grupo_id, usuario, nombre, clave_hash) OVERRIDING SYSTEM VALUE VALUES
  (9607, 9001, 'ines', 'Inés', 'h'), (9608, 9001, 'olga', 'Olga', 'h'), (9609, 9001, 'iris', 'Iris', NULL);
INSERT INTO agente_clinica VALUES (9607, 9011, 9001, 'administrador'), (9608, 9011, 9001, 'administrador'), (9608, 9012, 9001, 'administrador'),
  (9609, 9011, 9001, 'administrador');
INSERT INTO sesion (grupo_id, agente_id, token_hash, creada, ultimo_uso, caduca)
SELECT 9001, id, sha256(usuario::bytea), ahora(), ahora(), ahora() + interval '1 hour' FROM agente WHERE id BETWEEN 9607 AND 9608;

-- Somebody changes somebody: 'bien', undone; or the refusal.
CREATE FUNCTION pg_temp.cambia(quien text, id bigint, cuerpo jsonb) RETURNS text LANGUAGE sql AS $$
  SELECT pg_temp.rechazo(format('SELECT api.agente_editar(pg_temp.como(%L), ''{"si_coincide": "*"}'', %s, %L)', quien, id, cuerpo)) $$;
CREATE FUNCTION pg_temp.roles(VARIADIC pares text[] DEFAULT '{}') RETURNS jsonb LANGUAGE sql AS $$
  SELECT jsonb_build_object('clinicas', coalesce(jsonb_agg(jsonb_build_object('clinica_id', split_part(p, ':', 1)::bigint, 'rol', split_part(p, ':', 2)) ORDER BY n), '[]'))
  FROM unnest(pares) WITH ORDINALITY x (p, n) $$;
CREATE FUNCTION pg_temp.nueva(quien text, rol text) RETURNS text LANGUAGE sql AS $$
  SELECT pg_temp.rechazo(format('SELECT api.agente_crear(pg_temp.como(%L), ''{}'', %L)', quien,
    '{"usuario": "luz", "nombre": "Luz", "clave_hash": "h"}' || pg_temp.roles('9011:' || rol))) $$;

SELECT is(pg_temp.nueva('ines', r), 'bien', 'an administrador makes an ' || r) FROM unnest('{agente,supervisor,administrador}'::text[]) r;
SELECT is(pg_temp.nueva('ines', 'delegado'), 'CC403 El delegado de protección de datos se nombra y se quita con cc-admin.', 'but no privacy officer');
SELECT is(pg_temp.nueva('erp', 'supervisor'), 'bien', 'a key makes a supervisor');
SELECT is(pg_temp.nueva('erp', 'administrador'), 'CC403 Una clave no puede dar ni quitar el papel de administrador.', 'but no administrador');
SELECT is(pg_temp.nueva('sara', 'agente'), 'CC403 Su usuario no tiene permiso para esto.', 'a supervisor makes nobody');
SELECT is((agente_crear(admin_quien(9001), '{}', '{"usuario": "Dela", "nombre": "Dela"}' || pg_temp.roles('9012:delegado'))).usuario, 'dela',
  'the command line makes a privacy officer, and user names are small');

SELECT is(pg_temp.cambia('ines', 9602, '{"nombre": "Beatriz"}'), 'bien', 'somebody all of whose clinics are mine');
SELECT matches(pg_temp.cambia('ines', 9603, '{"nombre": "Sarah"}'), '^CC403 Trabaja también', 'not somebody who works elsewhere as well');
SELECT is(pg_temp.cambia('ines', 9603, pg_temp.roles('9011:agente')), 'bien', 'but their role in my clinic');
SELECT is(pg_temp.cambia('ines', 9603, pg_temp.roles()), 'bien', 'or none there: they work elsewhere');
SELECT is(pg_temp.cambia('ines', 9602, pg_temp.roles()), 'CC422 /clinicas Debe quedarle una clínica al menos. Si ya no trabaja aquí, desactívela.', 'nobody is left without a clinic');
SELECT is(pg_temp.cambia('ines', 9602, pg_temp.roles('9011:agente', '9012:agente')), 'CC404 /clinicas/1/clinica_id No existe esa clínica.', 'nor gets one that is not mine');
SELECT is(pg_temp.cambia('ines', 9602, pg_temp.roles('9011:agente', '9011:supervisor')), 'CC422 /clinicas/1/clinica_id Esa clínica está dos veces.', 'nor the same twice');
SELECT matches(pg_temp.cambia('ines', 9605, '{"activo": false}'), '^CC403 Trabaja también', 'the privacy officer is not mine to dismiss');
SELECT is(pg_temp.cambia('ines', 9605, pg_temp.roles('9011:agente')), 'CC403 El delegado de protección de datos se nombra y se quita con cc-admin.', 'nor to demote');
SELECT matches(pg_temp.rechazo($$SELECT api.agente_clave(pg_temp.como('ines'), '{}', 9605, '{"clave_hash": "x"}')$$), '^CC403', 'nor to become, by a new password');
SELECT matches(pg_temp.rechazo($$SELECT api.agente_clave(pg_temp.como('erp'), '{}', 9607, '{"clave_hash": "x"}')$$), '^CC403', 'a key becomes no administrador');
SELECT is(pg_temp.rechazo($$SELECT api.agente_clave(pg_temp.como('erp'), '{}', 9602, '{"clave_hash": "x"}')$$), 'bien', 'it may set an agent''s');
SELECT is(pg_temp.cambia('erp', 9607, pg_temp.roles('9011:agente')), 'CC403 Una clave no puede dar ni quitar el papel de administrador.', 'and takes it from nobody');
SELECT is(pg_temp.cambia('erp', 9608, '{"nombre": "Olga"}'), 'CC403 Trabaja también en clínicas que usted no administra, o tiene permisos que usted no puede dar.', 'nor renames one');
SELECT is(pg_temp.cambia('ines', 9606, '{"nombre": "x"}'), 'CC404 No existe esa persona.', 'another group''s are not there');

-- Norte has olga only; Centro has ines, olga, and iris, who cannot log in.
SELECT is(pg_temp.cambia('olga', 9608, pg_temp.roles('9011:administrador', '9012:supervisor')), 'CC409 La clínica Norte se quedaría sin nadie que la administre.', 'the last one stays');
SELECT is(pg_temp.cambia('olga', 9608, '{"activo": false}'), 'CC409 La clínica Norte se quedaría sin nadie que la administre.', 'and is not dismissed');
SELECT is(pg_temp.cambia('olga', 9607, '{"activo": false}'), 'bien', 'another one may go');
UPDATE agente SET activo = false WHERE id = 9608;
SELECT is(pg_temp.cambia('ines', 9607, '{"activo": false}'), 'CC409 La clínica Centro se quedaría sin nadie que la administre.', 'whoever cannot log in, or has left, administers nothing');
SELECT is(pg_temp.cambia('ines', 9609, '{"activo": false}'), 'bien', 'and is not missed');
UPDATE agente SET activo = true WHERE id = 9608;
UPDATE clinica SET activa = false WHERE id = 9012;
SELECT is(pg_temp.cambia('olga', 9608, pg_temp.roles('9011:supervisor', '9012:supervisor')), 'bien', 'a closed clinic needs nobody');

-- What happens to whoever goes.
INSERT INTO agente_extension (grupo_id, agente_id, extension_id, desde) VALUES (9001, 9602, 9101, ahora()), (9001, 9603, 9201, ahora());
SELECT is((agente_editar(ROW(9001, 9607, NULL, NULL, '{9011}', '{9011}', '{9011}')::quien, '{"si_coincide": "1"}', 9603, pg_temp.roles('9011:agente'))).version, 2, 'another role in one clinic');
SELECT is((SELECT count(*) FROM agente_extension WHERE agente_id = 9603 AND hasta IS NULL), 1::bigint, 'takes nobody from a seat in the other');
SELECT is((agente_quitar(admin_quien(9001), '{}', 9602)).activo, false, 'gone');
SELECT is((SELECT count(*) FROM agente_extension WHERE agente_id = 9602 AND hasta IS NULL), 0::bigint, 'the seat is free');
SELECT is(pg_temp.rechazo($$SELECT api.sesion_ver(pg_temp.como('bea'), '{}')$$), 'CC401 La sesión ha terminado. Vuelva a entrar.', 'the session ended');
SELECT is((SELECT string_agg(a.accion || ' ' || (a.datos - 'clinicas')::text, ' ' ORDER BY a.id) FROM auditoria a WHERE a.objeto = 'agente' AND a.objeto_id IN (9602, 9603)),
  'agente.editar {} admin.agente.editar {"activo": [true, false]}', 'and it is written down, without a password');
SELECT is((SELECT a.datos -> 'clinicas' FROM auditoria a WHERE a.objeto_id = 9603 AND a.objeto = 'agente'),
  '[{"9011": "supervisor", "9012": "agente"}, {"9011": "agente", "9012": "agente"}]'::jsonb, 'roles before and after');

SELECT * FROM finish();
ROLLBACK;
