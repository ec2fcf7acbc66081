-- Where a call is to be handed to, judged as a number that is dialled (cc.llamar_reparos_numero).
-- Parameters: l; destino, an extension of the centralita or a number, written in any way. Returns: peticion.
-- Reads: clinica, extension, and what cc.llamar_ajustes and cc.llamar_tarifa read.
CREATE OR REPLACE FUNCTION cc.llamada_destino(l cc.llamada, destino text) RETURNS cc.peticion
LANGUAGE plpgsql STABLE AS $$
DECLARE
  p cc.peticion;
  pais constant text := (SELECT c.pais FROM clinica c WHERE c.id = l.clinica_id);
BEGIN
  p := llamar_numero(l.centralita_id, destino, pais);
  p.clinica_id := l.clinica_id;
  p.ajustes := llamar_ajustes(l.grupo_id, l.clinica_id);
  p.tarifa_cent := CASE WHEN p.interna THEN 0 ELSE llamar_tarifa(p, pais) END;
  RETURN p;
END
$$;
