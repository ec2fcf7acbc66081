\set i random(1, :pacientes)
\set agente (:i % :clinicas) * :agentes
SELECT estado, cabeceras, cuerpo FROM api.paciente_buscar(
  '\x01'::bytea || sha256(convert_to('ccs_' || lpad(:agente::text, 43, '0'), 'UTF8')), '{"peticion": "medida"}',
  '6' || lpad(:i::text, 8, '0'), NULL, NULL);
