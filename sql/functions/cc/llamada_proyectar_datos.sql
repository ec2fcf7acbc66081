-- What a folded call makes of its row. What people wrote on it stays: their choice of person, the disposition, who answered
-- at a shared extension, a recording that is gone.
-- Parameters: l, the row as it stands (only its id when it is new); pbx; c, the call; oferta, what the facts say of it as a
--   whole; p, the fold; tramos, its legs. Returns: the row as it must be; its version is the caller's.
-- Reads: linea, extension, contacto, clinica, horario, festivo, and what cc.identificar reads.
CREATE OR REPLACE FUNCTION cc.llamada_proyectar_datos(l cc.llamada, pbx cc.centralita, c cc.llamada_hechos, oferta jsonb,
  p cc.pliegue, tramos cc.tramo[]) RETURNS cc.llamada
LANGUAGE plpgsql STABLE AS $$
DECLARE
  antes constant cc.llamada := l;
  t cc.tramo;
  primera cc.tramo;                 -- the first leg of ours that was heard of
  atendio cc.tramo;                 -- the last that was answered
BEGIN
  FOREACH t IN ARRAY tramos LOOP
    IF t.rol = 'agente' AND (t.clave IS DISTINCT FROM p.contraparte OR atendio.clave IS NULL AND cardinality(tramos) = 1) THEN
      primera := CASE WHEN primera.clave IS NULL THEN t ELSE primera END;
      atendio := CASE WHEN t.contesto >= coalesce(atendio.contesto, t.contesto) THEN t ELSE atendio END;
    END IF;
  END LOOP;
  l.grupo_id := pbx.grupo_id;
  l.centralita_id := pbx.id;
  l.raiz := c.raiz;
  l.encarnacion := c.encarnacion;
  l.fusionada_en := NULL;
  l.direccion := p.direccion;
  l.estado := p.estado;
  l.inicio := p.inicio;
  l.sono := p.sono;
  l.contestada := p.contestada;
  l.fin := p.fin;
  l.cierre := p.cierre;
  l.espera_s := p.espera_s;
  l.conversacion_s := p.conversacion_s;
  l.retenida_s := p.retenida_s;
  l.colgo := p.colgo;
  l.causa := p.causa;
  l.cola := p.cola;
  l.opcion := p.opcion;
  l.nombre_pbx := oferta ->> 'nombre';
  l.peticion := oferta ->> 'peticion';
  l.peticion_estado := oferta #>> '{pedida,estado}';
  l.peticion_motivo := oferta #>> '{pedida,motivo}';
  l.peticion_modo := oferta #>> '{pedida,modo}';
  l.correlada_por := CASE WHEN oferta #>> '{pedida,raiz}' IS NOT NULL THEN coalesce(c.correlada_por, 'id') END;
  l.grabacion := CASE WHEN l.grabacion IN ('purgada', 'bloqueada_sin_consentimiento') THEN l.grabacion ELSE p.grabacion END;
  l.extension := coalesce(atendio.extension, primera.extension, oferta #>> '{pedida,extension}');
  l.agente_id := coalesce(CASE WHEN atendio.clave IS NULL THEN primera.agente_id ELSE atendio.agente_id END,
                          CASE WHEN l.extension = antes.extension THEN antes.agente_id END,
                          CASE WHEN l.extension = oferta #>> '{pedida,extension}' THEN (oferta #>> '{pedida,agente_id}')::bigint END);
  l := llamada_proyectar_numeros(l, pbx.pais, oferta);
  l.clinica_id := coalesce((SELECT li.clinica_id FROM linea li WHERE li.id = l.linea_id),
                           (oferta #>> '{pedida,clinica_id}')::bigint,
                           (SELECT e.clinica_id FROM extension e WHERE e.id = primera.extension_id), pbx.clinica_id);
  l := llamada_proyectar_persona(l, antes);
  l := llamada_proyectar_resultado(l, p);
  IF oferta ? 'pedida' THEN
    l := llamada_proyectar_peticion(l, oferta -> 'pedida');
  END IF;
  l.creada := coalesce(l.creada, ahora());
  RETURN l;
END $$;
