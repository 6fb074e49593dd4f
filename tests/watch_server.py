"""A server that misbehaves in the ways of tests/watch_test.sh: python3 watch_server.py PORT_FILE LOG [CERTIFICATE KEY]"""
import http.server, json, socket, ssl, sys, threading, time

PAGE = '<!doctype html><html lang="ar"><body><article><h1>خبر {n}</h1><p>أعلنت بلدية المدينة رقم {n} إغلاق الجسر القديم أمام الشاحنات، وقالت إن أعمال الترميم تبدأ يوم الأحد المقبل.</p></article></body></html>'


def feed(*links):
    items = ''.join(f'<item><title>خبر</title><link>{l}</link><description>قالت البلدية في بيان إن الطريق إلى {l[-8:]} مغلق منذ الصباح.</description></item>' for l in links)
    return f'<rss version="2.0"><channel><title>قناة</title>{items}</channel></rss>'


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    tries = {}

    def log_message(self, *_):
        pass

    def send(self, status, body=b'', headers=()):
        body = body.encode() if isinstance(body, str) else body
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        with open(LOG, 'a') as log:
            log.write(self.path + '\n')
        here = f'http://127.0.0.1:{PORT}'
        seen = Handler.tries[self.path] = Handler.tries.get(self.path, 0) + 1
        if self.path == '/robots.txt':
            return self.send(200, 'User-agent: *\nDisallow: /forbidden\n')
        if self.path == '/feed':
            if self.headers.get('If-None-Match') == '"v1"':
                return self.send(304)
            return self.send(200, feed(f'{here}/page/1', f'{here}/page/2', f'{here}/forbidden/3', f'{here}/gone/4', f'{here}/later/5', f'{here}/loop/6', f'{here}/huge/7'),
                             [('ETag', '"v1"'), ('Content-Type', 'application/rss+xml')])
        if self.path == '/moved':
            return self.send(301, headers=[('Location', '/feed-moved')])
        if self.path == '/feed-moved':
            return self.send(200, feed(f'{here}/page/8'))
        if self.path == '/busy':
            return self.send(429, headers=[('Retry-After', '3600')])
        if self.path == '/down':
            return self.send(503)
        if self.path == '/slow':
            self.send_response(200)
            self.send_header('Content-Length', '1000')
            self.end_headers()
            for _ in range(60):
                time.sleep(0.5)
                try:
                    self.wfile.write(b' ')
                except OSError:
                    return
            return
        if self.path == '/junk':
            return self.send(200, 'no feed at all')
        if self.path.startswith('/page/'):
            return self.send(200, PAGE.format(n=self.path[6:]), [('Content-Type', 'text/html')])
        if self.path.startswith('/later/'):
            return self.send(500)
        if self.path.startswith('/loop/'):
            return self.send(302, headers=[('Location', self.path)])
        if self.path.startswith('/huge/'):
            self.send_response(200)
            self.send_header('Transfer-Encoding', 'chunked')
            self.end_headers()
            block = b'x' * (1 << 20)
            try:
                for _ in range(64):
                    self.wfile.write(b'%x\r\n' % len(block) + block + b'\r\n')
            except OSError:
                pass
            return
        self.send(404, 'no')


def serve(handler, tls=None):
    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), handler)
    server.daemon_threads = True
    if tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*tls)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_address[1]


LOG = sys.argv[2]
PORT = serve(Handler)
ports = {'http': PORT, 'tls': serve(Handler, sys.argv[3:5]) if len(sys.argv) > 4 else 0}
# A host that takes connections and never answers; a port where nobody listens.
mute = socket.create_server(('127.0.0.1', 0))
closed = socket.create_server(('127.0.0.1', 0))
ports['mute'], ports['dead'] = mute.getsockname()[1], closed.getsockname()[1]
closed.close()
with open(sys.argv[1] + '.part', 'w') as out:
    json.dump(ports, out)
import os
os.rename(sys.argv[1] + '.part', sys.argv[1])
sys.stdin.read()
