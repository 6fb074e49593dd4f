#!/usr/bin/env python3
"""Memory of a command that reads a WARC of any size from standard input: python3 bench/large_warc.py [--gigabytes N] [--gzip] COMMAND ...

    python3 bench/large_warc.py --gigabytes 10 --gzip build/release/rawi read --report outcomes.jsonl -

The WARC is made on the way (nothing of it is on disk): as a crawl has them, requests, pictures, redirects, pages not found, and a page of an
article every twelve megabytes. With --gzip each record is a gzip member of its own and the size is that of the packed bytes.
Prints the time, the peak memory of the command, and the lines that it wrote; fails where it held 300 MB or more, or failed itself.
"""
import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
import zlib

LIMIT = 300 * 1000 * 1000
DATE = '2024-11-05T10:20:30Z'
PARAGRAPHS = [
    'أعلنت بلدية المدينة اليوم إغلاق الجسر القديم أمام الشاحنات، وقالت إن أعمال الترميم تستمر شهرين.',
    'وقال مدير الأشغال إن الحركة تحول إلى الطريق الدائري، وإن سيارات الإسعاف تعبر في كل وقت.',
    'وطالب سكان الضفة الشرقية بحافلات إضافية، وتجمع عشرات منهم أمام مبنى البلدية صباح الثلاثاء.',
]


def record(kind, url, content_type, body):
    head = (f'WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: {DATE}\r\nWARC-Record-ID: <urn:uuid:{random.getrandbits(128):032x}>\r\n'
            f'Content-Type: {content_type}\r\nContent-Length: {len(body)}\r\n\r\n')
    return head.encode() + body + b'\r\n\r\n'


def response(url, status, headers, body):
    return record('response', url, 'application/http;msgtype=response', f'HTTP/1.1 {status}\r\n{headers}\r\n\r\n'.encode() + body)


def page(n):
    text = ''.join(f'<p>{p}</p>\n' for p in PARAGRAPHS * (1 + n % 5))
    menu = ''.join(f'<li><a href="/{i}">قسم {i}</a></li>' for i in range(200))
    html = f'<!doctype html><html lang="ar"><head><title>خبر {n}</title></head><body><nav><ul>{menu}</ul></nav><article><h1>خبر {n}</h1>{text}</article></body></html>'
    return response(f'http://news.example/{n}', '200 OK', 'Content-Type: text/html; charset=utf-8', html.encode())


def stretch(n, rng):
    """Records of about twelve megabytes: one of them is an article."""
    yield record('request', f'http://news.example/{n}', 'application/http;msgtype=request', b'GET / HTTP/1.1\r\nHost: news.example\r\n\r\n')
    yield page(n)
    yield response(f'http://news.example/gone/{n}', '404 Not Found', 'Content-Type: text/html', b'<html><body>not found</body></html>')
    yield response(f'http://news.example/old/{n}', '301 Moved Permanently', 'Location: /new', b'')
    for size in (30_000, 120_000, 800_000, 3_000_000, 8_000_000):
        yield response(f'http://news.example/{n}-{size}.jpg', '200 OK', 'Content-Type: image/jpeg', b'\xff\xd8\xff' + rng.randbytes(size))


def packed(one):
    packer = zlib.compressobj(1, zlib.DEFLATED, 31)
    return packer.compress(one) + packer.flush()


def feed(pipe, size, gzip):
    # A few stretches, over and over: what they hold is the same to a reader that keeps nothing, and making them costs nothing.
    rng = random.Random(5)
    stretches = [b''.join(packed(r) if gzip else r for r in stretch(n, rng)) for n in range(8)]
    sent = pages = 0
    while sent < size:
        sent += pipe.write(stretches[pages % len(stretches)])
        pages += 1
    pipe.close()
    return sent, pages


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--gigabytes', type=float, default=10)
    parser.add_argument('--gzip', action='store_true')
    parser.add_argument('command', nargs=argparse.REMAINDER)
    args = parser.parse_args()
    begin = time.monotonic()
    with tempfile.TemporaryFile() as out:
        child = subprocess.Popen(args.command, stdin=subprocess.PIPE, stdout=out, bufsize=1 << 20)
        try:
            sent, pages = feed(child.stdin, args.gigabytes * 1e9, args.gzip)
        except BrokenPipeError:
            sys.exit('the command stopped reading')
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        lines = out.seek(0) or sum(1 for _ in out)
    peak = usage.ru_maxrss * 1024
    print(f'{sent / 1e9:.1f} GB of WARC{", gzip by record" if args.gzip else ""}, {pages} articles: {time.monotonic() - begin:.0f} s by the clock, '
          f'{usage.ru_utime + usage.ru_stime:.0f} s of processor time, peak memory {peak / 1e6:.1f} MB, {lines} lines of output, exit status {child.returncode}')
    sys.exit(0 if child.returncode == 0 and peak < LIMIT else 1)


if __name__ == '__main__':
    main()
