-- One call in the shape `llamada` of app/INTERFACES.md §3. On the path of every webhook: one statement, cached plan.
-- Parameters: id. Returns: json, NULL when there is none.
-- Reads: llamada, tramo, llamada_paciente, paciente, linea, agente, contacto, tipificacion, clinica, what cc.identificar
--   reads, and the numbering plans.
CREATE OR REPLACE FUNCTION cc.llamada_json(id bigint) RETURNS json
LANGUAGE plpgsql STABLE AS $$
DECLARE
  salida json;
BEGIN
  SELECT row_to_json(fila) INTO salida
  FROM (
    SELECT l.id, l.version, l.clinica_id, l.centralita_id, l.direccion, l.estado, l.resultado, l.es_perdida,
      l.inicio, l.sono, l.contestada, l.fin, l.espera_s, l.conversacion_s,
      l.numero, coalesce(l.numero_mostrado, telefono_mostrar(l.numero, cl.pais)) AS numero_mostrado,
      coalesce(l.clase_numero, (telefono_normalizar(l.numero, cl.pais)).clase) AS clase_numero,
      l.oculto, l.nombre_pbx,
      CASE WHEN li.id IS NOT NULL
        THEN json_build_object('id', li.id, 'numero', li.numero, 'etiqueta', li.etiqueta) END AS linea,
      l.cola, l.opcion,
      -- An incoming call that nobody answered has an extension (the first that rang), but nobody who attends it.
      CASE WHEN (l.agente_id IS NOT NULL OR l.extension IS NOT NULL)
             AND (l.contestada IS NOT NULL OR l.direccion <> 'entrante' OR l.centralita_id IS NULL)
        THEN json_build_object('id', l.agente_id, 'nombre', a.nombre, 'extension', l.extension) END AS atiende,
      coalesce(tr.tramos, '[]') AS tramos,
      l.identificacion,
      CASE WHEN p.id IS NOT NULL
        THEN json_build_object('id', p.id, 'nombre', rtrim(p.nombre || ' ' || p.apellidos)) END AS interlocutor,
      coalesce(asu.asuntos, '[]') AS asuntos,
      CASE WHEN p.id IS NOT NULL THEN 1 WHEN l.numero IS NULL THEN 0 ELSE (
        SELECT count(*) FROM identificar(l.grupo_id, l.numero, ARRAY[l.clinica_id])) END AS posibles,
      CASE WHEN c.id IS NOT NULL
        THEN json_build_object('id', c.id, 'nombre', c.nombre, 'clase', c.clase) END AS contacto,
      CASE WHEN ti.id IS NOT NULL
        THEN json_build_object('id', ti.id, 'etiqueta', ti.etiqueta) END AS tipificacion,
      l.seguimiento, l.grabacion, l.fuente, l.cierre
    FROM llamada l
      JOIN clinica cl ON cl.id = l.clinica_id
      LEFT JOIN linea li ON li.id = l.linea_id
      LEFT JOIN agente a ON a.id = l.agente_id
      LEFT JOIN paciente p ON p.id = l.paciente_id
      LEFT JOIN contacto c ON c.id = l.contacto_id
      LEFT JOIN tipificacion ti ON ti.id = l.tipificacion_id
      LEFT JOIN LATERAL (
        SELECT json_agg(json_build_object('clave', t.clave, 'vuelta', t.vuelta, 'rol', t.rol, 'extension', t.extension,
            'agente', CASE WHEN ta.id IS NOT NULL THEN json_build_object('id', ta.id, 'nombre', ta.nombre) END,
            'destino', t.destino, 'estado', t.estado, 'sono', t.sono, 'contesto', t.contesto, 'termino', t.termino,
            'causa', t.causa, 'en_otra', t.en_otra)
          ORDER BY coalesce(t.sono, t.contesto, t.termino), t.clave, t.vuelta) AS tramos
        FROM tramo t LEFT JOIN agente ta ON ta.id = t.agente_id
        WHERE t.llamada_id = l.id) tr ON true
      LEFT JOIN LATERAL (
        SELECT json_agg(json_build_object('id', pa.id, 'nombre', rtrim(pa.nombre || ' ' || pa.apellidos))
          ORDER BY pa.nombre, pa.id) AS asuntos
        FROM llamada_paciente lp JOIN paciente pa ON pa.id = lp.paciente_id
        WHERE lp.llamada_id = l.id AND lp.papel = 'asunto') asu ON true
    WHERE l.id = llamada_json.id) fila;
  RETURN salida;
END
$$;
