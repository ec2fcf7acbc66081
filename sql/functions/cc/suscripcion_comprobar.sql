-- Holds what a route says of a subscription against what one may be.
-- Parameters: q, of cc.autenticar; cuerpo {nombre, url, eventos, clinicas, red_privada}; nueva, whether nombre and url must be
--   there; red_privada, as it is now. Errors: CC404 a clinic that is not the caller's; CC422. Reads: clinica.
CREATE OR REPLACE FUNCTION cc.suscripcion_comprobar(q cc.quien, cuerpo jsonb, nueva boolean, red_privada boolean) RETURNS void
LANGUAGE plpgsql STABLE AS $$
DECLARE
  privada constant boolean := coalesce((cuerpo ->> 'red_privada')::boolean, red_privada);
  evento text;
BEGIN
  IF nueva AND coalesce(cuerpo ->> 'url', '') = '' THEN
    PERFORM problema_campo('url', 'Falta este dato.');
  ELSIF nueva AND coalesce(btrim(cuerpo ->> 'nombre'), '') = '' THEN
    PERFORM problema_campo('nombre', 'Falta este dato.');
  ELSIF cuerpo ->> 'url' !~ '^https?://(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?)(:[0-9]{1,5})?([/?][!-"$-~]*)?$'
        OR cuerpo ->> 'url' !~ '^https' AND NOT privada THEN
    PERFORM problema_campo('url', 'Debe ser una dirección https:// sin usuario ni fragmento'
      || CASE WHEN privada THEN ' (http:// solo en una red privada permitida).' ELSE '.' END);
  END IF;
  FOR evento IN SELECT e #>> '{}' FROM jsonb_array_elements(CASE jsonb_typeof(cuerpo -> 'eventos') WHEN 'array' THEN cuerpo -> 'eventos' ELSE '[]' END) e
  LOOP
    IF evento IS NULL OR evento <> ALL (suscripcion_eventos()) THEN
      PERFORM problema_campo('eventos', 'Los sucesos posibles son: ' || array_to_string(suscripcion_eventos(), ', ') || '.');
    END IF;
  END LOOP;
  IF jsonb_typeof(cuerpo -> 'clinicas') = 'array' THEN
    PERFORM quien_clinicas(q, c::text::bigint) FROM jsonb_array_elements(cuerpo -> 'clinicas') c;
  ELSIF cuerpo -> 'clinicas' = 'null' AND EXISTS (SELECT FROM clinica c WHERE c.grupo_id = q.grupo_id AND c.id <> ALL (q.clinicas)) THEN
    PERFORM problema_campo('clinicas', 'Solo quien administra todas las clínicas del grupo puede suscribirse a todas: diga cuáles.');
  END IF;
END
$$;
