-- wrk: posts the signed deliveries of a file made by pedidos.mjs, each once. Environment: PEDIDOS, HILOS.
local hilo = 0

function setup(thread)
  thread:set("resto", hilo)
  hilo = hilo + 1
end

function init()
  local hilos, n = tonumber(os.getenv("HILOS")), 0
  pedidos, siguiente = {}, 0
  for linea in io.lines(os.getenv("PEDIDOS")) do
    if n % hilos == resto then
      local ruta, id, momento, firma, cuerpo = linea:match("^(%S+) (%S+) (%S+) (%S+) (.+)$")
      pedidos[#pedidos + 1] = wrk.format("POST", ruta, {
        ["Content-Type"] = "application/json", ["webhook-id"] = id, ["webhook-timestamp"] = momento, ["webhook-signature"] = firma,
      }, cuerpo)
    end
    n = n + 1
  end
end

function request()
  siguiente = siguiente + 1
  return pedidos[siguiente] or wrk.format("GET", "/api/contact-center/livez")
end

function done(summary, latency)
  io.write(string.format("RESULTADO %.1f %.3f %.3f %d\n", summary.requests / summary.duration * 1e6,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    summary.errors.status + summary.errors.read + summary.errors.write + summary.errors.timeout))
end
