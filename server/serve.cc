#include "server/serve.h"

#include <httplib.h>
#include <sys/socket.h>

#include <atomic>
#include <condition_variable>
#include <cstdlib>
#include <filesystem>
#include <mutex>

#include "rawi/error.h"
#include "server/data_file.h"
#include "server/desk.h"
#include "server/guard.h"
#include "server/packing.h"
#include "server/page_files.h"

namespace rawi::server {
namespace {

constexpr size_t kLargestBody = size_t{64} << 20;
constexpr size_t kLargestCorrection = size_t{1} << 20;
constexpr size_t kThreads = 32;  // one a connection, and a browser keeps six open
constexpr std::chrono::seconds kGrace{2};  // of a stop: for answers that are on their way
constexpr int kSecondsToRead = 10, kSecondsToWrite = 30, kSecondsKept = 5;
constexpr const char* kApi = "/api/v1/";
constexpr const char* kTokenCharacters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

// What the HTTP library packs by itself, it packs; these it does not know.
bool packed_here(const std::string& type) {
  for (const char* known : {"application/geo+json", "application/ld+json", "application/x-ndjson", "application/problem+json", "application/manifest+json"})
    if (type.starts_with(known)) return true;
  return false;
}

void fill(const httplib::Request& request, Answer& answer, httplib::Response& response) {
  response.status = answer.status;
  for (const auto& [name, value] : answer.headers) response.set_header(name, value);
  if (answer.more) {
    const auto more = std::make_shared<std::function<bool(std::string&)>>(std::move(answer.more));
    response.set_chunked_content_provider(answer.type, [more](size_t, httplib::DataSink& sink) {
      std::string portion;
      bool goes_on = false;
      try {
        goes_on = (*more)(portion);
      } catch (const std::exception&) {
        return false;  // the connection breaks off: what came is not taken for the whole
      }
      if (!portion.empty() && !sink.write(portion.data(), portion.size())) return false;
      if (!goes_on) sink.done();
      return true;
    });
    return;
  }
  if (answer.status == 304) return;
  response.set_header("Vary", "Accept-Encoding");
  std::string packed;
  if (request.has_header("Accept-Encoding")) {
    if (answer.packed) packed = *answer.packed;
    else if (packed_here(answer.type) && answer.body.size() >= kWorthPacking) packed = gzip(answer.body);
  }
  if (packed.empty()) return response.set_content(answer.body, answer.type);
  response.set_header("Content-Encoding", "gzip");
  const auto bytes = std::make_shared<const std::string>(std::move(packed));
  // A provider, because the library would pack a body of a type that it knows once more.
  response.set_content_provider(bytes->size(), answer.type, [bytes](size_t from, size_t length, httplib::DataSink& sink) { return sink.write(bytes->data() + from, length); });
}

// Left as it came, the library answers whoever takes Brotli (a browser, on this machine) with that at its slowest: two seconds
// for the base map. What is left says gzip or nothing. The request is the library's own object, const only on its way to us.
void only_gzip(const httplib::Request& request) {
  auto& headers = const_cast<httplib::Request&>(request).headers;
  const bool gzip = request.get_header_value("Accept-Encoding").find("gzip") != std::string::npos;
  headers.erase("Accept-Encoding");
  if (gzip) headers.emplace("Accept-Encoding", "gzip");
}

void refuse(const Problem& problem, httplib::Response& response) {
  response.status = problem.status();
  response.headers.erase("ETag");
  response.set_header("Cache-Control", "no-store");
  response.set_content(problem_json(problem), "application/problem+json");
}

// The connections that callers have to the port that we listen on. The library keeps them to itself, and waits for each to
// end by itself: seconds where it is idle, half a minute and more where somebody sends or takes slowly.
void shut_connections(int port, int how) {
  for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd")) {
    const int fd = std::atoi(entry.path().filename().c_str());
    sockaddr_storage own{}, other{};
    socklen_t size = sizeof own;
    if (getsockname(fd, reinterpret_cast<sockaddr*>(&own), &size) != 0) continue;
    const in_port_t at = own.ss_family == AF_INET ? reinterpret_cast<sockaddr_in&>(own).sin_port : own.ss_family == AF_INET6 ? reinterpret_cast<sockaddr_in6&>(own).sin6_port : 0;
    size = sizeof other;
    if (at == htons(static_cast<uint16_t>(port)) && getpeername(fd, reinterpret_cast<sockaddr*>(&other), &size) == 0) shutdown(fd, how);
  }
}

std::chrono::milliseconds milliseconds(double seconds) { return std::chrono::milliseconds(static_cast<int64_t>(seconds * 1000)); }

std::string absolute(const std::string& path) { return std::filesystem::absolute(path).lexically_normal().string(); }

}  // namespace

struct Serving::Work {
  Work(const ServeOptions& options, const Resources& resources)
      : desk(absolute(options.ledger), resources, open_policies(), milliseconds(options.patience)), files(page_folder(options.web)),
        guard{options.address, options.token, options.port, is_loopback(options.address)} {
    if (!guard.loopback && options.token.empty())
      throw Error("--address " + options.address + " can be reached by others: set a --token (or RAWI_TOKEN) that they have to know");
    if (options.token.find_first_not_of(kTokenCharacters) != std::string::npos) throw Error("a token is letters, digits, '-', '.', '_' and '~'");
    { desk.readers.take(); }  // says now what is wrong with the ledger
    limits();
    routes();
    bind();
  }

  static std::string page_folder(const std::string& given) {
    if (!given.empty()) return given;
    const char* named = std::getenv("RAWI_WEB");
    return named && *named ? named : data_file("web");
  }

  void limits() {
    http.new_task_queue = [] { return new httplib::ThreadPool(kThreads); };
    http.set_payload_max_length(kLargestBody);
    http.set_read_timeout(kSecondsToRead);
    http.set_write_timeout(kSecondsToWrite);
    http.set_keep_alive_timeout(kSecondsKept);
    http.set_keep_alive_max_count(1000);
    http.set_tcp_nodelay(true);
    // The default shares a port that is taken; a second server has to say so instead.
    http.set_socket_options([](socket_t socket) {
      const int yes = 1;
      setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
  }

  void routes() {
    // What brings no body is answered before the library looks for a handler; the rest when its body is read, so that what is
    // left of a refused one is never taken for the next request.
    http.set_pre_routing_handler([this](const httplib::Request& request, httplib::Response& response) {
      for (const auto& [name, value] : standing_headers()) response.set_header(name, value);
      only_gzip(request);
      if (request.method != "GET" && request.method != "HEAD") return httplib::Server::HandlerResponse::Unhandled;
      take(request, response);
      return httplib::Server::HandlerResponse::Handled;
    });
    const auto rest = [this](const httplib::Request& request, httplib::Response& response) { take(request, response); };
    http.Post("/.*", rest).Put("/.*", rest).Patch("/.*", rest).Delete("/.*", rest).Options("/.*", rest);
    http.set_error_handler([](const httplib::Request&, httplib::Response& response) {
      if (response.body.empty() && !response.content_provider_) refuse(Problem(response.status, response.status == 413 ? "too-large" : "request", "the request was not understood, or is larger than this server takes"), response);
    });
  }

  void take(const httplib::Request& request, httplib::Response& response) {
    try {
      answer_to(request, response);
    } catch (const Problem& problem) {
      refuse(problem, response);
      if (problem.status() == 401) response.set_header("WWW-Authenticate", "Bearer");
    } catch (const Error& error) {
      refuse(Problem(400, "refused", error.what()), response);
    } catch (const std::exception& error) {
      refuse(Problem(500, "internal", error.what()), response);
    }
  }

  // Opened with the token once, the page keeps it in a cookie that no script can read.
  bool signs_in(const httplib::Request& request, httplib::Response& response) const {
    if (guard.token.empty() || request.method != "GET" || request.path != "/" || !request.has_param("token")) return false;
    if (!same_secret(request.get_param_value("token"), guard.token)) throw Problem(401, "token", "that is not the token");
    response.set_header("Set-Cookie", std::string(kCookie) + "=" + guard.token + "; Path=/; HttpOnly; SameSite=Strict");
    response.set_header("Cache-Control", "no-store");
    response.set_redirect("/", 303);
    return true;
  }

  void answer_to(const httplib::Request& request, httplib::Response& response) {
    if (signs_in(request, response)) return;
    const auto header = [&](const char* name) { return request.get_header_value(name); };
    must_be_let_in(guard, {header("Host"), header("Origin"), header("Sec-Fetch-Site"), header("Authorization"), header("Cookie"), request.method});
    Answer answer;
    if (!request.path.starts_with(kApi)) {
      if (request.path.starts_with("/api/")) throw Problem(404, "no-path", "the API is under /api/v1/");
      if (request.method != "GET" && request.method != "HEAD") throw Problem(405, "method", "pages are only read");
      files.answer(request.path, header("If-None-Match"), answer);
      return fill(request, answer, response);
    }
    Ask ask;
    ask.method = request.method == "HEAD" ? "GET" : request.method;
    ask.query = Query(request.params);
    ask.content_type = header("Content-Type");
    const std::string path = request.path.substr(std::string_view(kApi).size());
    if (path == "corrections" && request.body.size() > kLargestCorrection) throw Problem(413, "too-large", "a correction is at most 1 MiB");
    ask.body = request.body;
    server::answer(desk, path, header("If-None-Match"), ask, answer);
    fill(request, answer, response);
  }

  void run() {
    {
      const Lease lease = desk.readers.take();
      lease.without_limit();
      if (!stopping) desk.board(lease, {});  // made before anybody has to wait for it
    }
    if (!stopping && !http.listen_after_bind() && !stopping) throw Error("the server stopped: it can no longer listen on port " + std::to_string(guard.port));
    const std::lock_guard lock(mutex);
    over = true;
    ended.notify_all();
  }

  void stop() {
    const auto end = std::chrono::steady_clock::now() + kGrace;
    stopping = true;
    desk.jobs.stop_all();
    std::unique_lock lock(mutex);
    for (bool told = false; !over; ended.wait_for(lock, std::chrono::milliseconds(20))) {
      // What came before the library listens would be lost: it is told when it does.
      if (!told && http.is_running()) http.stop(), told = true;
      const bool late = std::chrono::steady_clock::now() > end;
      if (late) desk.readers.close();
      shut_connections(guard.port, late ? SHUT_RDWR : SHUT_RD);  // nothing more is read: who is idle ends now
    }
  }

  void bind() {
    if (guard.port == 0) guard.port = http.bind_to_any_port(guard.address);
    else if (!http.bind_to_port(guard.address, guard.port)) guard.port = -1;
    if (guard.port < 0)
      throw Error("cannot listen on " + guard.address + ": the port is taken (another rawi serve?) or the address is not of this machine; --port 0 takes a free one");
  }

  Desk desk;
  PageFiles files;
  Guard guard;
  httplib::Server http;
  std::atomic<bool> stopping{false};
  std::mutex mutex;                // of `over`
  std::condition_variable ended;
  bool over = false;               // run() has returned, or is about to
};

Serving::Serving(const ServeOptions& options, const Resources& resources) : work_(std::make_unique<Work>(options, resources)) {}
Serving::~Serving() = default;

std::string Serving::address() const {
  const std::string& a = work_->guard.address;
  return "http://" + (a.find(':') == std::string::npos ? a : "[" + a + "]") + ":" + std::to_string(work_->guard.port) + "/";
}

bool Serving::has_page() const { return work_->files.present(); }

void Serving::run() { work_->run(); }
void Serving::stop() { work_->stop(); }

}  // namespace rawi::server
