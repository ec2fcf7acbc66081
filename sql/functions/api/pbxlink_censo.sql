-- What lives on a PBX against what we believe, in one transaction: legs that we did not know become known, legs that live no
-- more end, calls of which nothing lives are closed as inferred (an answered one stays answered). What was heard of less than
-- three seconds ago is in doubt, its events may be on their way: left alone, to be asked about again. A click-to-call whose
-- order is still on its way to the PBX is none of this.
-- Parameters: centralita, version, as api.evento_pbx; censo {momento, tramos: [{llamada, tramo}], eventos: canonical events that
--   say of each leg that lives what it does (ari_census)}.
-- Returns: nuevos, facts that nobody had told; cerradas, calls; dudosas, calls. Errors: CC419 as api.evento_pbx.
-- Reads: centralita, clinica, llamada, tramo, orden, hecho, llamada_id. Writes: as cc.hecho_guardar and cc.componente_aplicar.
CREATE OR REPLACE FUNCTION api.pbxlink_censo(centralita bigint, version int, censo jsonb,
  OUT nuevos int, OUT cerradas int, OUT dudosas int)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  pbx cc.centralita;
  vivos constant text[] := ARRAY(SELECT t ->> 'tramo' FROM jsonb_array_elements(censo -> 'tramos') t);
  vivas constant text[] := ARRAY(SELECT DISTINCT t ->> 'llamada' FROM jsonb_array_elements(censo -> 'tramos') t);
  leidos cc.hechos_leidos;
  hechos cc.hecho[];
  componentes bigint[];
  l cc.llamada;
BEGIN
  SELECT c.* INTO pbx FROM centralita c
  WHERE c.id = pbxlink_censo.centralita AND c.version = pbxlink_censo.version AND c.activa;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'La configuración de la centralita ha cambiado' USING ERRCODE = 'CC419';
  END IF;
  leidos := hecho_leer_todos(pbx, (SELECT coalesce(jsonb_agg(e), '[]') FROM jsonb_array_elements(censo -> 'eventos') e
                                   WHERE NOT censo_sabido(pbx.id, e)));
  hechos := leidos.hechos;
  cerradas := 0;
  dudosas := 0;
  FOR l IN
    SELECT x.* FROM llamada x
    WHERE x.clinica_id IN (SELECT k.id FROM clinica k WHERE k.grupo_id = pbx.grupo_id) AND x.centralita_id = pbx.id
      AND x.estado <> 'finalizada' AND x.fusionada_en IS NULL
      AND NOT EXISTS (SELECT FROM orden o WHERE o.llamada_id = x.id AND o.clase = 'originar' AND o.estado IN ('pedida', 'enviando'))
  LOOP
    IF (SELECT max(h.recibido) > ahora() - interval '3 seconds' FROM unnest(llamada_hechos_de(l)) h) THEN
      dudosas := dudosas + 1;
    ELSIF EXISTS (SELECT FROM llamada_id r JOIN llamada_id i ON i.componente = r.componente
                  WHERE r.centralita_id = pbx.id AND r.llamada = l.raiz AND i.llamada = ANY (vivas)) THEN
      hechos := hechos || censo_tramos(pbx, l, vivos, censo ->> 'momento');
    ELSIF llamada_hechos_de(l) IS NOT NULL THEN
      hechos := hechos || llamada_cierre(l, 'cierre.inferido');
      cerradas := cerradas + 1;
    END IF;
  END LOOP;
  nuevos := 0;
  IF hechos <> '{}' THEN
    SELECT g.nuevos - cerradas, g.componentes INTO nuevos, componentes FROM hecho_guardar(pbx.id, hechos) g;
    PERFORM componente_aplicar(componentes);
  END IF;
END $$;
REVOKE ALL ON FUNCTION api.pbxlink_censo(bigint, int, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.pbxlink_censo(bigint, int, jsonb) TO cc_pbxlink;
