// The peer in Go: net/http and pgx.
package main

import (
	"context"
	"crypto/sha256"
	"log"
	"net"
	"net/http"
	"os"

	"github.com/jackc/pgx/v4/pgxpool"
)

const call = "SELECT estado, cuerpo::text FROM api.paciente_buscar($1::bytea, $2::jsonb, $3::text, NULL, NULL)"

func main() {
	config, err := pgxpool.ParseConfig(os.Getenv("CC_DB") + " user=cc_api pool_max_conns=8")
	if err != nil {
		log.Fatal(err)
	}
	pool, err := pgxpool.ConnectConfig(context.Background(), config)
	if err != nil {
		log.Fatal(err)
	}
	http.HandleFunc("/api/contact-center/paciente", func(w http.ResponseWriter, r *http.Request) {
		cookie, err := r.Cookie("__Host-cc")
		if err != nil {
			w.WriteHeader(401)
			return
		}
		token := sha256.Sum256([]byte(cookie.Value))
		var status int
		var body string
		err = pool.QueryRow(r.Context(), call, append([]byte{1}, token[:]...), `{"peticion": "medida"}`,
			r.URL.Query().Get("numero")).Scan(&status, &body)
		if err != nil {
			w.WriteHeader(500)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		w.Write([]byte(body))
	})
	os.Remove(os.Args[1])
	socket, err := net.Listen("unix", os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	os.Chmod(os.Args[1], 0666)
	log.Fatal(http.Serve(socket, nil))
}
