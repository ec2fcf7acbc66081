-- Reads one canonical event: a fact, or what is wrong with it. Members that are null or "" say nothing and are left out;
-- `huella` is the hash of all the rest, so that the same event is the same fact however it came.
-- Parameters: pbx, the centralita; evento, as the adapter handed it over.
-- Returns: the row, not stored, or the defect. Reads: nothing.
CREATE OR REPLACE FUNCTION cc.hecho_leer(pbx cc.centralita, evento jsonb) RETURNS cc.hecho_leido
LANGUAGE plpgsql STABLE AS $$
DECLARE
  h cc.hecho;
  defecto text;
BEGIN
  IF jsonb_typeof(evento) <> 'object' THEN
    RETURN (NULL::cc.hecho, 'no es un objeto'::text);
  ELSIF jsonb_path_exists(evento, '$.* ? (@ == null || @ == "")') THEN
    evento := (SELECT coalesce(jsonb_object_agg(key, value), '{}') FROM jsonb_each(evento) WHERE value NOT IN ('null', '""'));
  END IF;
  h.momento := hecho_momento(evento ->> 'momento', pbx.zona);
  defecto := coalesce(hecho_defecto(evento), CASE WHEN h.momento IS NULL THEN 'momento' END);
  IF defecto IS NOT NULL THEN
    RETURN (NULL::cc.hecho, defecto);
  END IF;
  h.centralita_id := pbx.id;
  h.grupo_id := pbx.grupo_id;
  h.llamada := evento ->> 'llamada';
  h.tipo := evento ->> 'tipo';
  h.tramo := coalesce(evento ->> 'tramo', '');
  h.secuencia := coalesce((evento ->> 'secuencia')::bigint, 0);
  h.datos := evento - '{llamada,tipo,tramo,momento,secuencia}'::text[];
  h.huella := sha256(convert_to(concat_ws(E'\x1f', h.llamada, h.tipo, h.tramo, h.secuencia, extract(epoch FROM h.momento),
                                          h.datos), 'UTF8'));
  h.recibido := ahora();
  RETURN (h, NULL::text);
END $$;
