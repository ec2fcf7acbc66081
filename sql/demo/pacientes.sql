-- The demo's patients: a single one, two families on one number each, a couple on a landline, a foreigner, one who does
-- not want calls, and known numbers that are no patients. Appointments stand around the moment of loading.
-- psql variables: grupo, centro, palmas (ids). Every name and number is invented; numbers are of Spain's plan.
\set ON_ERROR_STOP on
BEGIN;
SET LOCAL search_path = cc, pg_catalog;

CREATE TEMP TABLE demo_paciente ON COMMIT DROP AS
SELECT * FROM (VALUES
  ('P-1001', 'María', 'García López', date '1984-05-12', 'HC-2041', '12345678Z', 'usted', 'es', 12050, false, '{612 34 56 78}'),
  ('P-1002', 'Lucía', 'Ruiz Pérez', date '1986-09-30', 'HC-1187', '23456789D', 'tu', 'es', 0, false, '{622 33 44 55}'),
  ('P-1003', 'Lucas', 'Ortega Ruiz', (current_date - interval '8 years 2 months')::date, 'HC-1188', NULL, 'tu', 'es', 0, false, '{}'),
  ('P-1004', 'Marta', 'Ortega Ruiz', (current_date - interval '14 years 5 months')::date, 'HC-1189', NULL, 'tu', 'es', 4500, false, '{}'),
  ('P-1005', 'Antonio', 'Fernández Gil', date '1951-02-03', 'HC-0312', '34567890V', 'usted', 'es', 0, false, '{911 11 22 22}'),
  ('P-1006', 'Carmen', 'Soler Vidal', date '1953-11-19', 'HC-0313', '45678901G', 'usted', 'es', 23000, false, '{911 11 22 22,655 12 12 12}'),
  ('P-1007', 'John', 'Brown', date '1979-07-01', 'HC-2210', NULL, 'usted', 'en', 0, false, '{+44 7400 123456}'),
  ('P-1008', 'Jorge', 'Navarro Díaz', date '1990-01-25', 'HC-1950', '56789012B', 'usted', 'es', 0, true, '{633 77 88 99}'),
  ('P-1009', 'Núria', 'Puig i Ferrer', date '1995-12-08', 'HC-2302', '67890123B', 'tu', 'es', 0, false, '{644 55 66 77}'),
  ('P-1010', 'Yaiza', 'Santana Déniz', date '1988-03-17', 'HC-3001', '78901234X', 'tu', 'es', 6000, false, '{928 36 10 20}')
) AS p (ref, nombre, apellidos, nacimiento, historia, dni, trato, idioma, saldo, no_llamar, telefonos);

INSERT INTO paciente (grupo_id, clinica_id, erp_ref, nombre, apellidos, nacimiento, n_historia, dni, trato, idioma,
                      saldo_cent, no_llamar, no_llamar_motivo)
SELECT :grupo, CASE WHEN d.ref = 'P-1010' THEN :palmas ELSE :centro END, d.ref, d.nombre, d.apellidos, d.nacimiento,
       d.historia, d.dni, d.trato, d.idioma, d.saldo, d.no_llamar,
       CASE WHEN d.no_llamar THEN 'Prefiere que le escriban' END
FROM demo_paciente d;

INSERT INTO paciente_telefono (grupo_id, paciente_id, clave, original, titular)
SELECT :grupo, p.id, cc.telefono_clave(t.numero, 'ES'), t.numero, d.ref <> 'P-1006' OR t.orden > 1
FROM demo_paciente d
JOIN paciente p ON p.grupo_id = :grupo AND p.erp_ref = d.ref,
     unnest(d.telefonos::text[]) WITH ORDINALITY AS t (numero, orden);

INSERT INTO vinculo (grupo_id, paciente_id, relacionado_id, clase)
SELECT :grupo, a.id, b.id, v.clase
FROM (VALUES ('P-1003', 'P-1002', 'tutor'), ('P-1004', 'P-1002', 'tutor'), ('P-1003', 'P-1004', 'hermano'),
             ('P-1005', 'P-1006', 'conyuge')) AS v (de, con, clase)
JOIN paciente a ON a.grupo_id = :grupo AND a.erp_ref = v.de
JOIN paciente b ON b.grupo_id = :grupo AND b.erp_ref = v.con;

INSERT INTO cita (grupo_id, clinica_id, paciente_id, erp_ref, inicio, fin, profesional, gabinete, tratamiento, estado)
SELECT :grupo, p.clinica_id, p.id, 'C-' || p.erp_ref || '-' || c.dia,
       c.inicio AT TIME ZONE l.zona, c.inicio AT TIME ZONE l.zona + interval '30 minutes', c.profesional, c.gabinete, c.tratamiento, c.estado
FROM (VALUES
  ('P-1001', 1, current_date + 1 + time '10:30', 'Dra. Ruiz', 'Gabinete 2', 'Revisión de implante', 'confirmada'),
  ('P-1001', -40, current_date - 40 + time '12:00', 'Dra. Ruiz', 'Gabinete 2', 'Implante', 'realizada'),
  ('P-1003', 0, current_date + time '17:30', 'Dr. Vega', 'Gabinete 1', 'Sellado de fisuras', 'confirmada'),
  ('P-1004', 6, current_date + 6 + time '16:00', 'Dra. Mena', 'Gabinete 3', 'Ortodoncia, revisión', 'pendiente'),
  ('P-1002', -190, current_date - 190 + time '09:30', 'Dr. Vega', 'Gabinete 1', 'Limpieza', 'realizada'),
  ('P-1006', 3, current_date + 3 + time '11:15', 'Dra. Ruiz', 'Gabinete 2', 'Endodoncia', 'confirmada'),
  ('P-1007', 9, current_date + 9 + time '13:00', 'Dr. Vega', 'Gabinete 1', 'Primera visita', 'pendiente'),
  ('P-1010', 2, current_date + 2 + time '10:00', 'Dr. Cabrera', 'Gabinete A', 'Férula', 'confirmada')
) AS c (ref, dia, inicio, profesional, gabinete, tratamiento, estado)
JOIN paciente p ON p.grupo_id = :grupo AND p.erp_ref = c.ref
JOIN clinica l ON l.id = p.clinica_id;

INSERT INTO aviso (grupo_id, paciente_id, nivel, texto, recepcion)
SELECT :grupo, p.id, a.nivel, a.texto, a.recepcion
FROM (VALUES
  ('P-1001', 'urgente', 'Alergia a la penicilina', true),
  ('P-1001', 'info', 'Prefiere citas por la mañana', true),
  ('P-1004', 'atencion', 'Presupuesto de ortodoncia pendiente de firmar', true),
  ('P-1005', 'atencion', 'Toma anticoagulantes', true),
  ('P-1005', 'info', 'Informe clínico en revisión', false),
  ('P-1007', 'info', 'Habla inglés: atender en inglés', true)
) AS a (ref, nivel, texto, recepcion)
JOIN paciente p ON p.grupo_id = :grupo AND p.erp_ref = a.ref;

INSERT INTO contacto (grupo_id, clave, nombre, clase)
SELECT :grupo, cc.telefono_clave(c.numero, 'ES'), c.nombre, c.clase
FROM (VALUES ('913 00 10 10', 'Laboratorio Protésico Sanz', 'laboratorio'),
             ('900 10 20 30', 'Aseguradora Sonrisa', 'aseguradora'),
             ('932 00 40 40', 'Depósito Dental Mir', 'proveedor')) AS c (numero, nombre, clase);

-- The clinic's list of reasons for a call, to be edited.
INSERT INTO tipificacion (grupo_id, etiqueta, orden)
SELECT :grupo, t.etiqueta, t.orden
FROM unnest(ARRAY['Cita nueva', 'Primera visita', 'Cambio de cita', 'Anulación', 'Confirmación', 'Urgencia o dolor',
                  'Presupuesto', 'Pago o factura', 'Mutua o seguro', 'Duda de tratamiento', 'Proveedor', 'Comercial o spam',
                  'Número equivocado', 'Otro']) WITH ORDINALITY AS t (etiqueta, orden);

-- Where the card's "Abrir ficha" and "Nueva cita" lead: an ERP that is not there.
UPDATE grupo SET url_ficha = 'https://erp.ejemplo.es/pacientes/{ref}', url_cita = 'https://erp.ejemplo.es/agenda/nueva?paciente={ref}'
WHERE id = :grupo;
COMMIT;
