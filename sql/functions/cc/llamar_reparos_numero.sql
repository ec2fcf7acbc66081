-- What speaks against dialling a number, whoever asks: emergencies, no number at all, numbers that cost, countries, the day's cap.
-- Parameters: q, of cc.autenticar; p. Returns: the first objection, NULLs when there is none. Reads: what cc.llamar_gasto reads.
CREATE OR REPLACE FUNCTION cc.llamar_reparos_numero(q cc.quien, p cc.peticion) RETURNS cc.reparo
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN CASE
    WHEN p.interna THEN NULL::cc.reparo
    -- 016 leaves no trace on a bill, and must not leave one here.
    WHEN p.numero ~ '^(112|061|062|080|085|088|091|092|016|024|017|116[0-9]{3})$' THEN
      ROW('emergencia', 409, format('Marque el %s directamente en su teléfono.', p.numero), NULL)::cc.reparo
    WHEN llamar_premium(p) AND p.ajustes -> 'premium' <> 'true' THEN
      ROW('numero_de_pago', 409, 'Es un número de tarificación adicional y no está permitido llamar a esos números.', NULL)::cc.reparo
    WHEN p.numero IS NULL OR p.numero !~ '^\+' THEN
      ROW('numero_no_valido', 422, 'No es un número de teléfono completo.', NULL)::cc.reparo
    WHEN NOT EXISTS (SELECT FROM jsonb_array_elements_text(p.ajustes -> 'prefijos') x WHERE starts_with(p.numero, '+' || x)) THEN
      ROW('pais_no_permitido', 409, 'No está permitido llamar a ese país.', NULL)::cc.reparo
    WHEN p.tarifa_cent > 0 AND llamar_gasto(q.grupo_id, p.clinica_id) + p.tarifa_cent > (p.ajustes -> 'tope_dia_cent')::int THEN
      ROW('tope_de_gasto', 409, 'Hoy ya se ha alcanzado el tope de gasto en números de pago.', NULL)::cc.reparo
  END;
END
$$;
