-- How far a test call has come, step by step, from the PBX to the screen: what has arrived since `desde`, read from what is kept
-- of every call, so that nothing has to be switched on for a test.
-- Parameters: c; desde. Returns rows in order: paso (llega, autentica, se_entiende, linea, extension, puesto, tarjeta, fin);
--   estado, bien, falta (not yet) or mal; texto, what was seen, or what to do, in Spanish; llamada_id, the call that it is about.
-- Reads: centralita_salud, evento_pbx, llamada, tramo, linea, agente, evento.
CREATE OR REPLACE FUNCTION cc.centralita_prueba(c cc.centralita, desde timestamptz)
RETURNS TABLE (paso text, estado text, texto text, llamada_id bigint)
LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
DECLARE
  salud centralita_salud;
  ultima evento_pbx;                                    -- the newest delivery that was accepted
  leida boolean;                                        -- one was understood
  l llamada;
  t tramo;
  agente text;
  tarjeta boolean;
BEGIN
  SELECT s.* INTO salud FROM centralita_salud s WHERE s.centralita_id = c.id;
  SELECT e.* INTO ultima FROM evento_pbx e WHERE e.centralita_id = c.id AND e.recibido >= desde ORDER BY e.recibido DESC LIMIT 1;
  leida := EXISTS (SELECT FROM evento_pbx e WHERE e.centralita_id = c.id AND e.recibido >= desde
                   AND e.veredicto IN ('aplicada', 'parcial', 'duplicada'));
  SELECT x.* INTO l FROM llamada x
  WHERE x.centralita_id = c.id AND x.creada >= desde AND x.direccion = 'entrante' AND x.fusionada_en IS NULL
  ORDER BY x.id DESC LIMIT 1;
  SELECT x.* INTO t FROM tramo x WHERE x.llamada_id = l.id AND x.rol = 'agente'
  ORDER BY x.agente_id IS NULL, x.extension_id IS NULL, x.sono DESC LIMIT 1;
  agente := (SELECT a.nombre FROM agente a WHERE a.id = t.agente_id);
  tarjeta := EXISTS (
    SELECT FROM evento e, json_array_elements(e.entregas) d
    WHERE e.clinica_id = l.clinica_id AND e.creado >= l.creada AND d ->> 'tipo' = 'llamada'
      AND d ->> 'accion' IN ('mostrar', 'fijar') AND d #>> '{cuerpo,llamada,id}' = l.id::text);

  RETURN QUERY SELECT f.paso, f.estado, f.texto, l.id
  FROM (VALUES
    ('llega', CASE WHEN ultima.id IS NOT NULL OR salud.ultimo_rechazo >= desde THEN 'bien' ELSE 'falta' END,
      CASE WHEN ultima.id IS NOT NULL OR salud.ultimo_rechazo >= desde THEN 'La centralita llama a su dirección.'
           ELSE 'Llame ahora a una línea de la clínica desde un móvil. Si no aparece nada, revise en la centralita la dirección, y que su '
             || 'red le deje salir hasta aquí.' END),
    ('autentica', CASE WHEN ultima.id IS NOT NULL THEN 'bien' WHEN salud.ultimo_rechazo >= desde THEN 'mal' ELSE 'falta' END,
      CASE WHEN ultima.id IS NOT NULL THEN 'Se identifica bien.'
           WHEN salud.ultimo_rechazo >= desde THEN CASE salud.ultimo_motivo
             WHEN 'sin_credencial' THEN 'No se identifica: falta el secreto en la centralita.'
             WHEN 'fuera_de_tiempo' THEN 'Firma con una hora que no es la de ahora: ponga en hora la centralita (NTP).'
             ELSE 'Se identifica con otro secreto: copie de nuevo el de esta centralita, o cree uno nuevo.' END END),
    ('se_entiende', CASE WHEN leida THEN 'bien' WHEN ultima.id IS NOT NULL THEN 'mal' ELSE 'falta' END,
      CASE WHEN leida THEN 'Lo que cuenta se entiende.'
           WHEN ultima.id IS NOT NULL THEN 'Lo que manda no se entiende: ' || coalesce(ultima.motivo, ultima.veredicto) || '.' END),
    ('linea', CASE WHEN l.linea_id IS NOT NULL THEN 'bien' WHEN l.linea_original IS NOT NULL THEN 'mal' ELSE 'falta' END,
      CASE WHEN l.linea_id IS NOT NULL THEN (SELECT format('Entra por la línea %s %s.', li.numero, li.etiqueta) FROM linea li WHERE li.id = l.linea_id)
           WHEN l.linea_original IS NOT NULL THEN format('Dice que se llamó a %s: dé de alta esa línea.', l.linea_original)
           WHEN l.id IS NOT NULL THEN 'No dice a qué línea se llamó: la llamada cuenta en la clínica de la centralita.' END),
    ('extension', CASE WHEN t.extension_id IS NOT NULL THEN 'bien' WHEN t.extension IS NOT NULL THEN 'mal' ELSE 'falta' END,
      CASE WHEN t.extension_id IS NOT NULL THEN format('Suena la extensión %s.', t.extension)
           WHEN t.extension IS NOT NULL THEN format('Suena la extensión %s, que no está dada de alta.', t.extension)
           WHEN l.id IS NOT NULL THEN 'Todavía no ha sonado ningún teléfono.' END),
    ('puesto', CASE WHEN agente IS NOT NULL THEN 'bien' WHEN t.extension_id IS NOT NULL THEN 'mal' ELSE 'falta' END,
      CASE WHEN agente IS NOT NULL THEN format('En ella está %s.', agente)
           WHEN t.extension_id IS NOT NULL THEN 'Nadie ha dicho al entrar que está en ella: elija la extensión arriba, junto a su nombre.' END),
    ('tarjeta', CASE WHEN tarjeta THEN 'bien' WHEN agente IS NOT NULL THEN 'mal' ELSE 'falta' END,
      CASE WHEN tarjeta THEN 'La tarjeta ha salido en su pantalla.'
           WHEN agente IS NOT NULL THEN 'No ha salido ninguna tarjeta: mire «¿Por qué?» en la llamada.' END),
    ('fin', CASE WHEN l.cierre IS NOT NULL THEN 'bien' ELSE 'falta' END,
      CASE WHEN l.cierre IS NOT NULL THEN format('Ha terminado, y queda en el historial como «%s».', replace(l.resultado, '_', ' '))
           WHEN l.id IS NOT NULL THEN 'Cuelgue para terminar la prueba.' END)
  ) f (paso, estado, texto);
END
$$;
