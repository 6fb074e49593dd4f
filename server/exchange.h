// A request and its answer, free of the HTTP library: what routes are written against and tested with.
//
// A route takes an Ask and fills an Answer, or throws Problem (which becomes application/problem+json) or rawi::Error (a
// request that cannot be answered: 400). Values; one thread each.
#ifndef RAWI_SERVER_EXCHANGE_H
#define RAWI_SERVER_EXCHANGE_H

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rawi::server {

// What a sentence of a problem speaks of, by name: {"event", "ev0"}.
using ProblemValues = std::vector<std::pair<std::string, std::string>>;

// `detail` is an English sentence; `code` says the same to programs, and to the page, which has words of its own for each in
// every language that it speaks. openapi.yaml (ProblemCode) lists the codes, a test of the page holds code and list together.
class Problem : public std::runtime_error {
 public:
  Problem(int status, std::string code, const std::string& detail, ProblemValues values = {})
      : std::runtime_error(detail), status_(status), code_(std::move(code)), values_(std::move(values)) {}
  int status() const { return status_; }
  const std::string& code() const { return code_; }
  const ProblemValues& values() const { return values_; }

 private:
  int status_;
  std::string code_;
  ProblemValues values_;
};

std::string_view status_title(int status);          // "Not Found"
std::string problem_json(const Problem& problem);

// The parameters of a request. Every one must be asked for before done(): what nobody knows is refused.
class Query {
 public:
  Query() = default;
  explicit Query(std::multimap<std::string, std::string> values) : values_(std::move(values)) {}

  std::string text(const std::string& name);                       // empty: not given
  std::string date(const std::string& name);                       // the same, and EDTF where it is given
  std::vector<std::string> all(const std::string& name);
  int64_t number(const std::string& name, int64_t least, int64_t most, int64_t otherwise);
  std::optional<bool> flag(const std::string& name);
  size_t choice(const std::string& name, const std::vector<std::string>& names, size_t otherwise);
  void done() const;

 private:
  std::multimap<std::string, std::string> values_;
  std::set<std::string> known_;
};

struct Ask {
  std::string method;
  std::vector<std::string> parts;   // what stood for {…} in the route's path
  Query query;
  std::string body, content_type;

  int64_t id(size_t part = 0) const;  // as a number; Problem 404 when it is none
};

struct Answer {
  int status = 200;
  std::string type = "application/json";
  std::string body;
  std::shared_ptr<const std::string> packed;        // the body, packed beforehand
  std::multimap<std::string, std::string> headers;
  bool tagged = true;                               // gets an ETag of the ledger's state
  std::function<bool(std::string& out)> more;       // instead of a body: appends the next portion; false: that was the last
};

}  // namespace rawi::server

#endif  // RAWI_SERVER_EXCHANGE_H
