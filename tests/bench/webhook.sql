\set i random(1, :pacientes)
\set llamada random(1, 1000000000000)
\set centralita :primera + random(0, :centralitas - 1)
\set extension random(101, 103)
SELECT estado, cabeceras, cuerpo FROM api.evento_pbx(:centralita, 1, '{"peticion": "medida"}', 'p-' || :llamada::bigint::text || '-llamada.ofrecida',
  convert_to(repeat('x', 230), 'UTF8'), '{}', jsonb_build_array(jsonb_build_object('tipo', 'llamada.ofrecida', 'llamada', 'p-' || :llamada::bigint::text,
    'momento', clock_timestamp(), 'direccion', 'entrante',
    'origen', '6' || lpad(:i::bigint::text, 8, '0'), 'linea', '911' || lpad(:centralita::bigint::text, 6, '0'))), NULL);
SELECT estado, cabeceras, cuerpo FROM api.evento_pbx(:centralita, 1, '{"peticion": "medida"}', 'p-' || :llamada::bigint::text || '-tramo.suena',
  convert_to(repeat('x', 230), 'UTF8'), '{}', jsonb_build_array(jsonb_build_object('tipo', 'tramo.suena', 'llamada', 'p-' || :llamada::bigint::text,
    'momento', clock_timestamp(), 'direccion', 'entrante',
    'origen', '6' || lpad(:i::bigint::text, 8, '0'), 'linea', '911' || lpad(:centralita::bigint::text, 6, '0'), 'extension', :extension::bigint::text)), NULL);
SELECT estado, cabeceras, cuerpo FROM api.evento_pbx(:centralita, 1, '{"peticion": "medida"}', 'p-' || :llamada::bigint::text || '-tramo.contesta',
  convert_to(repeat('x', 230), 'UTF8'), '{}', jsonb_build_array(jsonb_build_object('tipo', 'tramo.contesta', 'llamada', 'p-' || :llamada::bigint::text,
    'momento', clock_timestamp(), 'direccion', 'entrante',
    'origen', '6' || lpad(:i::bigint::text, 8, '0'), 'linea', '911' || lpad(:centralita::bigint::text, 6, '0'), 'extension', :extension::bigint::text)), NULL);
SELECT estado, cabeceras, cuerpo FROM api.evento_pbx(:centralita, 1, '{"peticion": "medida"}', 'p-' || :llamada::bigint::text || '-llamada.fin',
  convert_to(repeat('x', 230), 'UTF8'), '{}', jsonb_build_array(jsonb_build_object('tipo', 'llamada.fin', 'llamada', 'p-' || :llamada::bigint::text,
    'momento', clock_timestamp(), 'direccion', 'entrante',
    'origen', '6' || lpad(:i::bigint::text, 8, '0'), 'linea', '911' || lpad(:centralita::bigint::text, 6, '0'))), NULL);
