-- What a click-to-call asks for: whom, at which number, for which clinic, from which seat, as which caller id. What may not be
-- is not refused here (cc.llamar_reparos), only what cannot be understood.
-- Parameters: q, of cc.autenticar; cuerpo, of api.llamar, its form checked. Returns: peticion.
-- Errors: CC404 something that is not there for the caller; CC422. Reads: agente_extension, extension, centralita, llamada,
--   seguimiento, paciente, clinica, and what cc.llamar_telefono and cc.llamar_linea read.
CREATE OR REPLACE FUNCTION cc.llamar_leer(q cc.quien, cuerpo jsonb) RETURNS cc.peticion
LANGUAGE plpgsql STABLE AS $$
DECLARE
  p cc.peticion;
  pbx cc.centralita;
  de record;                        -- the call or the entry that this answers: number, patient, clinic
  pais text;
  n cc.peticion;
BEGIN
  SELECT e.numero, e.centralita_id INTO p.extension, p.centralita_id
  FROM agente_extension ae JOIN extension e ON e.id = ae.extension_id AND e.activa
  WHERE ae.agente_id = q.agente_id AND ae.hasta IS NULL;
  SELECT c.* INTO pbx FROM centralita c WHERE c.id = p.centralita_id;
  p.modo := CASE WHEN 'originar' = ANY (centralita_ordenes(pbx)) THEN 'centralita' ELSE 'tel' END;

  de := llamar_origen(q, cuerpo);
  p.seguimiento_id := de.seguimiento_id;
  p.paciente_id := coalesce((cuerpo ->> 'paciente_id')::bigint, CASE WHEN cuerpo ->> 'numero' IS NULL THEN de.paciente_id END);
  IF p.paciente_id IS NOT NULL AND NOT quien_ve_paciente(q, p.paciente_id) THEN
    PERFORM problema_campo('paciente_id', 'No existe ese paciente.', 'CC404');
  END IF;
  p.clinica_id := quien_clinica(q, (cuerpo ->> 'clinica_id')::bigint, coalesce(de.clinica_id,
    (SELECT x.clinica_id FROM paciente x WHERE x.id = p.paciente_id AND x.clinica_id = ANY (q.clinicas))));
  pais := (SELECT c.pais FROM clinica c WHERE c.id = p.clinica_id);

  p.escrito := coalesce(cuerpo ->> 'numero', CASE WHEN cuerpo ->> 'paciente_id' IS NULL THEN de.numero END);
  IF p.escrito IS NULL AND p.paciente_id IS NULL THEN
    PERFORM problema_campo('numero', 'Indique a quién llamar: un paciente, un número o la llamada que se devuelve.');
  END IF;
  p.escrito := coalesce(p.escrito, llamar_telefono(p.paciente_id, cuerpo ->> 'telefono', pais));
  n := llamar_numero(p.centralita_id, p.escrito, pais);
  p.numero := n.numero;
  p.clase := n.clase;
  p.interna := n.interna;
  p.ajustes := llamar_ajustes(q.grupo_id, p.clinica_id);
  p.tarifa_cent := CASE WHEN p.interna THEN 0 ELSE llamar_tarifa(p, pais) END;
  p.linea_id := llamar_linea(q, p, (cuerpo ->> 'linea_id')::bigint);
  RETURN p;
END
$$;
