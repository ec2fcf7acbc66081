-- Writes a click-to-call that may be made: the request as a fact, the call that it makes, the order and its job; then it takes effect.
-- Parameters: q, of cc.autenticar; contexto; p. Returns: id of the call.
-- Reads: linea. Writes: hecho, llamada, llamada_paciente, orden, trabajo, seguimiento, auditoria, evento, flujo.
CREATE OR REPLACE FUNCTION cc.llamar_pedir(q cc.quien, contexto jsonb, p cc.peticion) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
  o cc.orden;
  l cc.llamada;
  g record;
  cambios cc.cambio[] := '{}';
BEGIN
  o.peticion := peticion_id();
  IF p.centralita_id IS NULL THEN
    l := llamar_sin_centralita(q, p, o.peticion);
  ELSE
    SELECT x.nuevos, x.componentes INTO g FROM hecho_guardar(p.centralita_id, ARRAY[peticion_hecho(p.centralita_id, q.grupo_id, o.peticion,
      'peticion.hecha', llamar_datos(q, p))]) x;
    cambios := llamada_proyectar(g.componentes[1]);
    SELECT x.* INTO l FROM llamada x WHERE x.peticion = o.peticion AND x.fusionada_en IS NULL;
  END IF;
  IF p.paciente_id IS NOT NULL THEN
    PERFORM llamada_elegir(q, contexto, l, p.paciente_id, 'elegida');
  END IF;
  PERFORM llamar_reclamar(q, p.seguimiento_id);
  INSERT INTO orden AS x (grupo_id, clase, modo, llamada_id, centralita_id, agente_id, peticion, extension, numero, digitos, linea_id,
    estado, tarifa_cent, correlar, creada)
  VALUES (q.grupo_id, 'originar', p.modo, l.id, p.centralita_id, q.agente_id, o.peticion, p.extension, p.numero, numero_digitos(p.numero),
    p.linea_id, CASE p.modo WHEN 'tel' THEN 'aceptada' ELSE 'pedida' END, p.tarifa_cent, llamar_correlar(p.centralita_id), ahora())
  RETURNING x.* INTO o;
  PERFORM llamar_programar(o);
  IF cambios <> '{}' THEN
    PERFORM llamada_efectos(cambios);
  END IF;
  PERFORM flujo_emitir(CASE WHEN cambios = '{}' THEN llamadas_entregas(l.id) END || seguimiento_entregas(p.seguimiento_id));
  RETURN l.id;
END
$$;
