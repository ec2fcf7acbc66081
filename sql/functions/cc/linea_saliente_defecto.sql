-- Why a line cannot be the caller id of outgoing calls; NULL when it can. In Spain mobile numbers may not be used for calls
-- of customer service or commercial ones (Orden TDF/149/2025); elsewhere they may. Nor can a number that is none
-- outside the centralita.
-- Parameters: clave, the line's; pais, of its clinic. Returns: text, Spanish. Reads: the numbering plans.
CREATE OR REPLACE FUNCTION cc.linea_saliente_defecto(clave text, pais text) RETURNS text
LANGUAGE plpgsql STABLE AS $$
DECLARE
  n telefono := telefono_normalizar(clave, pais);
BEGIN
  RETURN CASE
    WHEN n.e164 IS NULL THEN 'No es un número completo de la red pública: nadie podría devolver la llamada.'
    WHEN n.clase = 'movil' AND (pais = 'ES' OR starts_with(n.e164, '+34')) THEN
      'Un móvil no puede mostrarse al llamar a clientes en España (Orden TDF/149/2025): use un número fijo, un 800 o un 900.'
  END;
END
$$;
