-- A number as a centralita's dial plan wants it: its `ajustes.marcado` says how (nacional: the default of a PBX of one's own, in the PBX's
-- country without its calling code, elsewhere with 00; internacional: always 00; e164: with the plus sign, the default of one in the cloud), and
-- `ajustes.prefijo` what goes before a number of outside ("0").
-- Parameters: numero, E.164, or as typed when it is short; pbx. Returns: text, NULL for none. Reads: plan_numeracion.
CREATE OR REPLACE FUNCTION cc.orden_marcar(numero text, pbx cc.centralita) RETURNS text
LANGUAGE plpgsql STABLE AS $$
DECLARE
  codigo constant text := (SELECT p.pais_codigo FROM plan_numeracion p WHERE p.region = pbx.pais);
  marcado constant text := coalesce(pbx.ajustes ->> 'marcado', CASE WHEN pbx.adaptador IN ('twilio', 'zadarma') THEN 'e164' ELSE 'nacional' END);
BEGIN
  IF numero !~ '^\+' THEN
    RETURN numero;
  END IF;
  RETURN coalesce(pbx.ajustes ->> 'prefijo', '') || CASE
    WHEN marcado = 'e164' THEN numero
    WHEN marcado = 'nacional' AND starts_with(numero, '+' || codigo) THEN
      coalesce((SELECT p.prefijo_nacional FROM plan_numeracion p WHERE p.region = pbx.pais), '') || substr(numero, length(codigo) + 2)
    ELSE '00' || substr(numero, 2) END;
END
$$;
