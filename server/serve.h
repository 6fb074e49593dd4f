// `rawi serve`: HTTP around the desk.
//
//   Serving serving({.ledger = "news.db"}, resources);     throws Error: no such ledger, port taken ...
//   print(serving.address());                              "http://127.0.0.1:8181/"
//   serving.run();                                         until stop(), from another thread
//
// Who may ask: on the loopback address anybody on this machine whose Host is a name of the loopback, so that no foreign page
// reaches it by a name of its own; on another address only who knows the token. A request that a page of another origin
// makes is refused, and no answer may be read across origins. docs/serve.md says all of it.
#ifndef RAWI_SERVER_SERVE_H
#define RAWI_SERVER_SERVE_H

#include <memory>
#include <string>

#include "rawi/reader.h"

namespace rawi::server {

struct ServeOptions {
  std::string ledger;
  std::string address = "127.0.0.1";
  int port = 8181;               // 0: any that is free
  std::string token;             // required where the address is not of the loopback
  std::string web;               // folder of the built page; empty: where the program is, or was installed
  double patience = 10;          // seconds that a question to the ledger may take
};

class Serving {
 public:
  Serving(const ServeOptions& options, const Resources& resources);
  ~Serving();
  std::string address() const;   // of the page; without the token
  bool has_page() const;
  void run();    // until stop(): whoever is being answered has kGrace to take it, then connections and statements are cut off
  void stop();   // from one other thread; returns when run() does, which it does at once where it was not yet called

 private:
  struct Work;
  std::unique_ptr<Work> work_;
};

}  // namespace rawi::server

#endif  // RAWI_SERVER_SERVE_H
