// One request over HTTP, politely: whose it is, what it already has, how long it waits, how much it takes.
//
// libcurl checks certificates, follows at most five redirects (to http and https only) and unpacks bodies. An address that
// a feed names may not lead into the own network (loopback, private and link-local addresses), unless the
// feed itself came from there. A Fetcher belongs to one thread; nothing throws but its making.
#ifndef RAWI_TOOLS_FETCH_H
#define RAWI_TOOLS_FETCH_H

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace rawi {

struct FetchRequest {
  std::string url;
  std::string etag = {}, modified = {};  // of what is there already
  size_t most = size_t{8} << 20;    // bytes of the body, unpacked
  bool private_too = false;         // addresses of the own network are allowed
};

struct FetchResponse {
  int status = 0;              // 0: no answer, `trouble` says why
  std::string body, content_type, etag, modified;
  std::string moved_to;        // every redirect on the way was for good: where it is now
  int64_t retry_after = 0;     // seconds that the server asks to wait; 0: none
  bool from_private = false;   // came from the own network
  std::string trouble;         // empty for a whole answer, whatever its status
};

class Fetcher {
 public:
  // `timeout` in seconds for all of a request. `stop` ends a request under way.
  Fetcher(std::string agent, long timeout, const std::atomic<bool>& stop);
  ~Fetcher();
  Fetcher(const Fetcher&) = delete;
  Fetcher& operator=(const Fetcher&) = delete;

  FetchResponse fetch(const FetchRequest& request);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Parts of an address: "https://a.example:8443" and "/path?query"; empty when it is none that can be fetched.
std::string origin_of(const std::string& url);
std::string path_of(const std::string& url);

}  // namespace rawi

#endif  // RAWI_TOOLS_FETCH_H
