-- The numbers of a call's row: whose call it is, by the matching key, and which of our lines it used. Read again only when the
-- PBX has said something else.
-- Parameters: l, the row, its direction known; pais, of the PBX; oferta. Returns: the row. Reads: linea, the numbering plans.
CREATE OR REPLACE FUNCTION cc.llamada_proyectar_numeros(l cc.llamada, pais text, oferta jsonb) RETURNS cc.llamada
LANGUAGE plpgsql STABLE AS $$
DECLARE
  numero constant text := coalesce(oferta ->> CASE l.direccion WHEN 'saliente' THEN 'destino' ELSE 'origen' END, '');
  linea constant text := coalesce(oferta ->> 'linea', CASE l.direccion WHEN 'entrante' THEN oferta ->> 'destino' END, '');
BEGIN
  IF l.numero_original IS DISTINCT FROM numero THEN
    l.numero_original := numero;
    l.numero := telefono_clave(numero, pais);
    l.oculto := l.numero IS NULL;
    l.clase_numero := (telefono_normalizar(l.numero, pais)).clase;
    l.numero_mostrado := telefono_mostrar(l.numero, pais);
  END IF;
  IF l.linea_original IS DISTINCT FROM linea THEN
    l.linea_original := linea;
    l.linea_id := (SELECT i.id FROM linea i WHERE i.centralita_id = l.centralita_id AND i.clave = telefono_clave(linea, pais));
  END IF;
  RETURN l;
END $$;
