#include "fetch.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <string_view>

#include "rawi/error.h"

namespace rawi {
namespace {

constexpr long kConnectSeconds = 10, kRedirects = 5;
constexpr long kSlowBytes = 50, kSlowSeconds = 20;  // slower than this for so long is given up
constexpr int64_t kLongestWait = 24 * 3600;

bool private_v4(uint32_t a) {
  const auto in = [a](uint32_t net, int bits) { return (a >> (32 - bits)) == (net >> (32 - bits)); };
  return in(0x7F000000, 8) || in(0x0A000000, 8) || in(0xAC100000, 12) || in(0xC0A80000, 16) || in(0xA9FE0000, 16) || in(0x00000000, 8) || in(0x64400000, 10);
}

bool private_address(const sockaddr* address) {
  if (address->sa_family == AF_INET) return private_v4(ntohl(reinterpret_cast<const sockaddr_in*>(address)->sin_addr.s_addr));
  if (address->sa_family != AF_INET6) return true;
  const in6_addr& a = reinterpret_cast<const sockaddr_in6*>(address)->sin6_addr;
  if (IN6_IS_ADDR_V4MAPPED(&a)) return private_v4(static_cast<uint32_t>(a.s6_addr[12]) << 24 | static_cast<uint32_t>(a.s6_addr[13]) << 16 | static_cast<uint32_t>(a.s6_addr[14]) << 8 | a.s6_addr[15]);
  return IN6_IS_ADDR_LOOPBACK(&a) || IN6_IS_ADDR_UNSPECIFIED(&a) || IN6_IS_ADDR_LINKLOCAL(&a) || (a.s6_addr[0] & 0xFE) == 0xFC;
}

// As libcurl reads the environment; a host named in no_proxy is reached directly.
bool behind_proxy(const std::string& url) {
  const auto set = [](const char* name) { const char* value = std::getenv(name); return value && *value ? std::string_view(value) : std::string_view(); };
  const size_t own = url.starts_with("https") ? set("https_proxy").size() + set("HTTPS_PROXY").size() : set("http_proxy").size();
  const bool proxy = own + set("all_proxy").size() + set("ALL_PROXY").size() > 0;
  std::string host = origin_of(url);
  host.erase(0, std::min(host.find("//") + 2, host.size()));
  host = host.substr(0, host.rfind(':'));
  const std::string_view none = set("no_proxy").empty() ? set("NO_PROXY") : set("no_proxy");
  return proxy && none != "*" && (host.empty() || none.find(host) == none.npos);
}

std::string lower(std::string s) {
  for (char& c : s)
    if (c >= 'A' && c <= 'Z') c |= 0x20;
  return s;
}

}  // namespace

struct Fetcher::State {
  CURL* curl = nullptr;
  std::string agent;
  long timeout;
  const std::atomic<bool>& stop;
  const FetchRequest* request = nullptr;
  FetchResponse response;
  bool for_good = true;      // of the redirects so far
  bool too_large = false, blocked = false, proxied = false;

  State(std::string a, long t, const std::atomic<bool>& s) : agent(std::move(a)), timeout(t), stop(s) {}
  ~State() { curl_easy_cleanup(curl); }

  static size_t body(char* bytes, size_t one, size_t count, void* self) {
    State& s = *static_cast<State*>(self);
    if (s.response.body.size() + one * count > s.request->most) {
      s.too_large = true;
      return 0;
    }
    s.response.body.append(bytes, one * count);
    return one * count;
  }

  static size_t header(char* bytes, size_t one, size_t count, void* self) {
    State& s = *static_cast<State*>(self);
    std::string line(bytes, one * count);
    while (!line.empty() && (line.back() == '\n' || line.back() == '\r' || line.back() == ' ')) line.pop_back();
    if (line.starts_with("HTTP/")) {
      const std::string status = line.substr(std::min(line.find(' ') + 1, line.size()), 3);
      if (status[0] == '3' && status != "304") s.for_good = s.for_good && (status == "301" || status == "308");
      s.response.etag.clear();
      s.response.modified.clear();
      s.response.body.clear();
    } else if (const size_t colon = line.find(':'); colon != line.npos) {
      const std::string name = lower(line.substr(0, colon));
      const std::string value = line.substr(std::min(line.find_first_not_of(' ', colon + 1), line.size()));
      if (name == "etag") s.response.etag = value;
      if (name == "last-modified") s.response.modified = value;
    }
    return one * count;
  }

  static int progress(void* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t) { return static_cast<State*>(self)->stop.load(std::memory_order_relaxed); }

  static curl_socket_t open_socket(void* self, curlsocktype, curl_sockaddr* address) {
    State& s = *static_cast<State*>(self);
    // Behind a proxy every connection goes to it, and what an address leads to is its business.
    const bool is_private = !s.proxied && private_address(&address->addr);
    if (is_private && !s.request->private_too) {
      s.blocked = true;
      return CURL_SOCKET_BAD;
    }
    s.response.from_private = is_private;
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
  }

  void set_up();
  std::string trouble_of(CURLcode code) const;
};

void Fetcher::State::set_up() {
  curl_easy_setopt(curl, CURLOPT_USERAGENT, agent.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 1L);
  curl_easy_setopt(curl, CURLOPT_MAXREDIRS, kRedirects);
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, std::min(kConnectSeconds, timeout));
  curl_easy_setopt(curl, CURLOPT_TIMEOUT, timeout);
  curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, kSlowBytes);
  curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, std::min(kSlowSeconds, timeout));
  curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "");
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, body);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, this);
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, header);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, this);
  curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, progress);
  curl_easy_setopt(curl, CURLOPT_XFERINFODATA, this);
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_socket);
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, this);
}

std::string Fetcher::State::trouble_of(CURLcode code) const {
  if (too_large) return "larger than " + std::to_string(request->most >> 20) + " MiB";
  if (blocked) return "leads into the own network: not fetched";
  return curl_easy_strerror(code);
}

Fetcher::Fetcher(std::string agent, long timeout, const std::atomic<bool>& stop) : state_(std::make_unique<State>(std::move(agent), timeout, stop)) {
  static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
  state_->curl = ready == CURLE_OK ? curl_easy_init() : nullptr;
  if (!state_->curl) throw Error("libcurl cannot start: is there memory left?");
}

Fetcher::~Fetcher() = default;

FetchResponse Fetcher::fetch(const FetchRequest& request) {
  State& s = *state_;
  s.request = &request;
  s.response = {};
  s.for_good = true;
  s.too_large = s.blocked = false;
  curl_easy_reset(s.curl);
  s.set_up();
  s.proxied = behind_proxy(request.url);
  curl_easy_setopt(s.curl, CURLOPT_URL, request.url.c_str());
  curl_slist* headers = nullptr;
  if (!request.etag.empty()) headers = curl_slist_append(headers, ("If-None-Match: " + request.etag).c_str());
  if (!request.modified.empty()) headers = curl_slist_append(headers, ("If-Modified-Since: " + request.modified).c_str());
  curl_easy_setopt(s.curl, CURLOPT_HTTPHEADER, headers);
  const CURLcode code = curl_easy_perform(s.curl);
  curl_slist_free_all(headers);
  FetchResponse out = std::move(s.response);
  if (code != CURLE_OK) {
    out.trouble = s.trouble_of(code);
    out.body.clear();
    return out;
  }
  long status = 0, redirects = 0;
  curl_off_t wait = 0;
  const char *type = nullptr, *last = nullptr;
  curl_easy_getinfo(s.curl, CURLINFO_RESPONSE_CODE, &status);
  curl_easy_getinfo(s.curl, CURLINFO_REDIRECT_COUNT, &redirects);
  curl_easy_getinfo(s.curl, CURLINFO_RETRY_AFTER, &wait);
  curl_easy_getinfo(s.curl, CURLINFO_CONTENT_TYPE, &type);
  curl_easy_getinfo(s.curl, CURLINFO_EFFECTIVE_URL, &last);
  out.status = static_cast<int>(status);
  out.retry_after = std::clamp<int64_t>(wait, 0, kLongestWait);
  out.content_type = type ? type : "";
  if (redirects > 0 && s.for_good && last) out.moved_to = last;
  return out;
}

std::string origin_of(const std::string& url) {
  if (!url.starts_with("http://") && !url.starts_with("https://")) return {};
  const size_t host = url.find("//") + 2, end = std::min(url.find_first_of("/?#", host), url.size());
  return end == host ? std::string() : lower(url.substr(0, end));
}

std::string path_of(const std::string& url) {
  const size_t host = url.find("//") + 2, begin = url.find_first_of("/?#", host);
  if (begin == url.npos) return "/";
  const std::string path = url.substr(begin, url.find('#') == url.npos ? url.npos : url.find('#') - begin);
  return path.starts_with('/') ? path : "/" + path;
}

}  // namespace rawi
