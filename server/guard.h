// Who may ask, and what every answer says about itself. Pure functions over the fields of a request.
#ifndef RAWI_SERVER_GUARD_H
#define RAWI_SERVER_GUARD_H

#include <string>
#include <utility>
#include <vector>

namespace rawi::server {

struct Guard {
  std::string address, token;
  int port = 0;
  bool loopback = true;
};

struct Caller {
  std::string host, origin, site, authorization, cookie;  // header fields; `site` is Sec-Fetch-Site
  std::string method;
};

// Returns, or throws the Problem to refuse with.
void must_be_let_in(const Guard& guard, const Caller& caller);

bool is_loopback(const std::string& address);
bool same_secret(const std::string& a, const std::string& b);  // takes as long whatever they have in common

// Fields of every answer: policies for the browser that shows it.
const std::vector<std::pair<std::string, std::string>>& standing_headers();

inline constexpr const char* kCookie = "rawi-token";

}  // namespace rawi::server

#endif  // RAWI_SERVER_GUARD_H
