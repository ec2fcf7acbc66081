<?php
// The peer in PHP: FPM and PDO with persistent connections.
$token = $_COOKIE['__Host-cc'] ?? null;
if ($token === null) {
    http_response_code(401);
    exit;
}
preg_match('/host=\'?([^\'\s]+)/', getenv('CC_DB'), $host);
$db = new PDO("pgsql:host=$host[1];dbname=contact_center", 'cc_api', null, [PDO::ATTR_PERSISTENT => true]);
$call = $db->prepare('SELECT estado, cuerpo::text FROM api.paciente_buscar(:quien::bytea, :contexto::jsonb, :numero::text, NULL, NULL)');
$call->bindValue('quien', "\x01" . hash('sha256', $token, true), PDO::PARAM_LOB);
$call->bindValue('contexto', '{"peticion": "medida"}');
$call->bindValue('numero', $_GET['numero']);
$call->execute();
[$status, $body] = $call->fetch(PDO::FETCH_NUM);
http_response_code($status);
header('Content-Type: application/json');
echo $body;
