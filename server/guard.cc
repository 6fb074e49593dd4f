#include "server/guard.h"

#include <algorithm>

#include "server/exchange.h"

namespace rawi::server {
namespace {

std::string lower(std::string s) {
  for (char& c : s) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return s;
}

// "[::1]:8181" -> "::1"; a port that is given must be ours.
bool host_name(const std::string& host, int port, std::string& name) {
  const size_t close = host.rfind(']');
  const size_t colon = host.rfind(':');
  const bool has_port = colon != std::string::npos && (close == std::string::npos || colon > close);
  name = lower(has_port ? host.substr(0, colon) : host);
  if (name.size() > 1 && name.front() == '[' && name.back() == ']') name = name.substr(1, name.size() - 2);
  return (has_port ? host.substr(colon + 1) : "80") == std::to_string(port);
}

bool host_is_ours(const Guard& g, const std::string& host) {
  std::string name;
  if (!host_name(host, g.port, name)) return false;
  if (g.loopback) return name == "localhost" || is_loopback(name);
  return true;  // another address has a token: a page that reaches us under its own name does not know it
}

std::string cookie_value(const std::string& cookies, const std::string& name) {
  for (size_t at = 0; at < cookies.size();) {
    const size_t end = std::min(cookies.find(';', at), cookies.size());
    const size_t begin = std::min(cookies.find_first_not_of(' ', at), end);
    const std::string one = cookies.substr(begin, end - begin);
    if (one.starts_with(name + "=")) return one.substr(name.size() + 1);
    at = end + 1;
  }
  return {};
}

}  // namespace

bool is_loopback(const std::string& address) { return address == "localhost" || address == "::1" || (address.starts_with("127.") && address.find_first_not_of("0123456789.") == std::string::npos); }

bool same_secret(const std::string& a, const std::string& b) {
  unsigned difference = a.size() != b.size();
  for (size_t i = 0; i < b.size(); ++i) difference |= static_cast<unsigned char>(b[i]) ^ static_cast<unsigned char>(i < a.size() ? a[i] : 0);
  return difference == 0;
}

void must_be_let_in(const Guard& g, const Caller& c) {
  if (!host_is_ours(g, c.host)) throw Problem(403, "host", "this server is not called '" + c.host + "': open it under the address that it printed", {{"host", c.host}});
  if (!c.origin.empty() && lower(c.origin) != "http://" + lower(c.host)) throw Problem(403, "origin", "requests from another origin are refused");
  if (c.site == "cross-site" || c.site == "same-site") {
    // A link to the page may be followed; nothing may be sent, and the API is not asked from elsewhere.
    if (c.method != "GET" && c.method != "HEAD") throw Problem(403, "origin", "requests from another site are refused");
  }
  if (g.token.empty()) return;
  const std::string bearer = c.authorization.starts_with("Bearer ") ? c.authorization.substr(7) : std::string();
  if (same_secret(bearer, g.token) || same_secret(cookie_value(c.cookie, kCookie), g.token)) return;
  throw Problem(401, "token", "give the server's token: Authorization: Bearer TOKEN, or open /?token=TOKEN in the browser once");
}

const std::vector<std::pair<std::string, std::string>>& standing_headers() {
  static const std::vector<std::pair<std::string, std::string>> headers = {
      // Map workers are made of blobs, and pictures are saved through them; nothing comes from elsewhere.
      {"Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self'; img-src 'self' data: blob:;"
                                  " worker-src 'self' blob:; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"},
      {"X-Content-Type-Options", "nosniff"},
      {"Referrer-Policy", "no-referrer"},
      {"Cross-Origin-Opener-Policy", "same-origin"},
      {"Cross-Origin-Resource-Policy", "same-origin"},
      {"Permissions-Policy", "camera=(), geolocation=(), microphone=()"}};
  return headers;
}

}  // namespace rawi::server
