-- Writes one patient document of the ERP: makes the patient, or replaces what is known of them. Identity is replaced whole;
-- a list that the document leaves out (telefonos, vinculos, citas, avisos) stays as it is, [] empties it; consentimientos are only added to. Writing the same
-- again changes nothing, the version neither.
-- Parameters: q, of cc.autenticar; contexto (`peticion`; `si_coincide`, not asked for); ref, the ERP's; cuerpo.
-- Returns: id; nuevo; entregas, for cc.flujo_emitir. Errors: CC404 the patient or a clinic is not the caller's; CC412; CC422.
-- Reads: clinica. Writes: paciente, paciente_telefono, vinculo, vinculo_pendiente, cita, aviso, consentimiento, adopcion, auditoria; where
-- a number or an appointment came, what cc.paciente_adoptar and cc.seguimiento_por_cita write. A bulk feed fills tables that
-- were empty when its plans were made: over indexes, whatever the size.
CREATE OR REPLACE FUNCTION cc.paciente_erp_guardar(q cc.quien, contexto jsonb, ref text, cuerpo jsonb,
  OUT id bigint, OUT nuevo boolean, OUT entregas cc.entrega[])
LANGUAGE plpgsql SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
#variable_conflict use_column
DECLARE
  p paciente;
  fila record;
  telefonos boolean;
  citas boolean;
  resto boolean;
BEGIN
  PERFORM problema_cuerpo(cuerpo, paciente_erp_campos());
  PERFORM paciente_erp_bloquear(q.grupo_id, ref, ARRAY(SELECT e ->> 'numero' FROM jsonb_array_elements(
    CASE jsonb_typeof(cuerpo -> 'telefonos') WHEN 'array' THEN cuerpo -> 'telefonos' ELSE '[]' END) e));
  p := quien_paciente_erp(q, ref);
  nuevo := p.id IS NULL;
  IF NOT nuevo AND contexto ->> 'si_coincide' IS NOT NULL THEN
    PERFORM problema_version(contexto, p.version);
  END IF;
  fila := paciente_erp_fila(q, ref, p, cuerpo);
  SELECT x.* INTO p FROM paciente x WHERE x.id = fila.id;
  telefonos := paciente_erp_telefonos(p, cuerpo -> 'telefonos');
  citas := paciente_erp_citas(q, p, cuerpo -> 'citas');
  resto := paciente_erp_vinculos(p, cuerpo -> 'vinculos');
  resto := paciente_erp_avisos(p, cuerpo -> 'avisos') OR resto;
  IF jsonb_typeof(cuerpo -> 'consentimientos') = 'array' THEN
    resto := consentimiento_anotar(q, p, cuerpo -> 'consentimientos', '/consentimientos/%s') <> '{}' OR resto;
  END IF;
  IF NOT fila.cambia AND (telefonos OR citas OR resto) THEN
    UPDATE paciente x SET version = x.version + 1, modificado = ahora() WHERE x.id = p.id;
  END IF;

  id := p.id;
  entregas := '{}';
  IF fila.cambia OR telefonos THEN
    PERFORM adopcion_proponer(p.id);
  END IF;
  IF telefonos THEN
    entregas := llamadas_entregas(VARIADIC paciente_adoptar(p.id));
  END IF;
  IF citas THEN
    entregas := entregas || seguimiento_por_cita(p.id);
  END IF;
  IF fila.cambia OR telefonos OR citas OR resto THEN
    PERFORM quien_audita(q, contexto, 'paciente.erp', 'paciente', p.id, jsonb_build_object('nuevo', nuevo));
  END IF;
END
$$;
