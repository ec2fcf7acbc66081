-- What the panels of the clinics that a PBX serves are told of it. Parameters: pbx, id. Returns: deliveries of
-- centralita/actualizar. Reads: as cc.centralita_breve and cc.centralita_clinicas.
CREATE OR REPLACE FUNCTION cc.centralita_entregas(pbx bigint) RETURNS cc.entrega[]
LANGUAGE plpgsql STABLE AS $$
DECLARE
  cuerpo constant json := json_build_object('tema', 'panel', 'tipo', 'centralita', 'accion', 'actualizar',
    'cuerpo', centralita_breve(pbx));
BEGIN
  RETURN ARRAY(SELECT ROW(clinica, cuerpo)::entrega FROM unnest(centralita_clinicas(pbx)) clinica);
END
$$;
