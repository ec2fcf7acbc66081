-- The ERP's feed: appointments one by one, and the missed calls that they answer.
BEGIN;
\ir comun/escenario.sql
SELECT plan(20);
UPDATE paciente SET erp_ref = 'P-' || id WHERE grupo_id = 9001;

CREATE FUNCTION pg_temp.pone(ref text, cuerpo jsonb, quien text DEFAULT 'erp') RETURNS text LANGUAGE sql AS $$
  SELECT r.estado || ' ' || (r.cuerpo ->> 'erp_ref') || ' v' || (r.cuerpo ->> 'version') || ' ' || (r.cuerpo #>> '{paciente,erp_ref}')
  FROM api.cita_erp_poner(pg_temp.como(quien), '{}', ref, '{"inicio": "2026-03-20T10:00:00+01:00"}' || cuerpo) r $$;
CREATE FUNCTION pg_temp.no_pone(cuerpo jsonb, quien text DEFAULT 'erp') RETURNS text LANGUAGE sql AS $$
  SELECT pg_temp.rechazo(format('SELECT pg_temp.pone(%L, %L, %L)', 'C-1', cuerpo, quien)) $$;

SELECT is(pg_temp.pone('C-1', '{"paciente_ref": "P-9901", "tratamiento": " Limpieza "}'), '201 C-1 v1 P-9901', 'an appointment comes, by their reference');
SELECT is((SELECT (paciente_id, clinica_id, tratamiento, estado)::text FROM cita WHERE erp_ref = 'C-1'), '(9901,9011,Limpieza,pendiente)', 'of the patient''s clinic');
SELECT is(pg_temp.pone('C-1', '{"paciente_id": 9901, "tratamiento": "Limpieza"}'), '200 C-1 v1 P-9901', 'by our id, and the same again changes nothing');
SELECT is(pg_temp.pone('C-1', '{"paciente_ref": "P-9901"}'), '200 C-1 v2 P-9901', 'what is left out is empty');
SELECT is(pg_temp.pone('C-1', '{"paciente_ref": "P-9903", "clinica_id": 9012}'), '200 C-1 v3 P-9903', 'it may become somebody else''s');
SELECT is((SELECT count(*)::int FROM cita WHERE grupo_id = 9001), 1, 'there is one');

SELECT is(pg_temp.no_pone('{}'), 'CC422 /paciente_ref Hace falta paciente_ref o paciente_id, uno de los dos.', 'it must be somebody''s');
SELECT is(pg_temp.no_pone('{"paciente_ref": "P-9901", "paciente_id": 9901}'), 'CC422 /paciente_ref Hace falta paciente_ref o paciente_id, uno de los dos.', 'said once');
SELECT is(pg_temp.no_pone('{"paciente_ref": "nadie"}'), 'CC404 /paciente_ref No existe ese paciente.', 'somebody who is here');
SELECT is(pg_temp.no_pone('{"paciente_id": 9904}'), 'CC404 /paciente_id No existe ese paciente.', 'in this group');
SELECT is(pg_temp.no_pone('{"paciente_id": 9905}'), 'CC404 /paciente_id No existe ese paciente.', 'and not erased');
SELECT is(pg_temp.no_pone('{"paciente_id": 9901, "fin": "2026-03-20T09:00:00Z", "sala": 1}'), 'CC422 /sala Campo desconocido.', 'with known members');
SELECT is(pg_temp.no_pone('{"paciente_id": 9901, "fin": "2026-03-20T08:00:00Z"}'), 'CC422 /fin Termina antes de empezar.', 'that can be');
SELECT is(pg_temp.no_pone('{"paciente_id": 9901}', 'sara'), 'CC403 Su usuario no tiene permiso para esto.', 'a supervisor is no ERP');

-- A missed call of a number of hers is answered by an appointment that is made after it.
SELECT pg_temp.llamada(9001, 9011, '+34612345678', '1 hour', 'perdida_sin_respuesta') \g /dev/null
SELECT cc.seguimiento_ajustar(9001, '+34612345678') \g /dev/null
SELECT is((SELECT count(*)::int FROM seguimiento WHERE clave = '+34612345678' AND cerrado IS NULL), 1, 'a call is owed');
SELECT pg_temp.pone('C-9', '{"paciente_ref": "P-9902"}') \g /dev/null
SELECT is((SELECT count(*)::int FROM seguimiento WHERE clave = '+34612345678' AND cerrado IS NULL), 1, 'also after an appointment of somebody else');
SELECT pg_temp.pone('C-8', '{"paciente_ref": "P-9901"}') \g /dev/null
SELECT is((SELECT estado || ' ' || motivo FROM seguimiento WHERE clave = '+34612345678'), 'resuelta_auto cita', 'until one of a person of that number comes');
SELECT matches(pg_temp.oye(9011), '^llamada:9001 seguimiento:\d+$', 'which the panel is told');

SELECT is((api.cita_erp_borrar(pg_temp.como('erp'), '{}', 'C-1')).estado, 204, 'it goes');
SELECT is(pg_temp.rechazo($$SELECT api.cita_erp_borrar(pg_temp.como('erp'), '{}', 'C-1')$$), 'CC404 No existe esa cita.', 'once');

SELECT * FROM finish();
ROLLBACK;
