#include "serve_command.h"

#include <pthread.h>
#include <signal.h>

#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>

#include "rawi/reader.h"
#include "server/serve.h"

namespace rawi {

struct ServeCommand::Arguments {
  server::ServeOptions options;
  std::string lexicon;
  bool given = false;
};

ServeCommand::ServeCommand(CLI::App& app) : a_(std::make_unique<Arguments>()) {
  Arguments& a = *a_;
  CLI::App* c = app.add_subcommand("serve", "Open a ledger in the browser, and answer its API, on this machine");
  c->add_option("--ledger", a.options.ledger, "the ledger's file (default: RAWI_LEDGER, or rawi.db)")->type_name("FILE");
  c->add_option("--lexicon", a.lexicon, "word image (default: found beside the program, or RAWI_LEXICON)")->type_name("FILE");
  c->add_option("--port", a.options.port, "port (default 8181; 0: any that is free)")->check(CLI::Range(0, 65535).description(""))->type_name("N");
  c->add_option("--address", a.options.address, "address to listen on (default 127.0.0.1: this machine only); another one needs a token")->type_name("ADDRESS");
  c->add_option("--token", a.options.token, "what others must know to be let in (better: RAWI_TOKEN, which no list of processes shows)")->type_name("TOKEN");
  c->add_option("--web", a.options.web, "folder of the built page (default: RAWI_WEB, or where the program was installed)")->type_name("FOLDER");
  c->add_option("--patience", a.options.patience, "seconds that a question to the ledger may take (default 10); then it is refused with 503")
      ->check(CLI::Range(0.0, 3600.0).description(""))
      ->type_name("SECONDS");
  c->callback([&a] { a.given = true; });
}

ServeCommand::~ServeCommand() = default;
bool ServeCommand::parsed() const { return a_->given; }

int ServeCommand::run() {
  const auto from_environment = [](std::string& value, const char* name, const char* otherwise) {
    const char* given = std::getenv(name);
    if (value.empty()) value = given && *given ? given : otherwise;
  };
  from_environment(a_->options.ledger, "RAWI_LEDGER", "rawi.db");
  from_environment(a_->options.token, "RAWI_TOKEN", "");
  // Signals are waited for by one thread, so that stopping is no signal handler's work.
  sigset_t stopping;
  sigemptyset(&stopping);
  for (const int s : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&stopping, s);
  pthread_sigmask(SIG_BLOCK, &stopping, nullptr);
  signal(SIGPIPE, SIG_IGN);
  const Resources resources = Resources::open(a_->lexicon);
  server::Serving serving(a_->options, resources);
  std::thread waiting([&] {
    int which = 0;
    sigwait(&stopping, &which);
    serving.stop();
  });
  std::printf("%s\n", serving.address().c_str());
  std::fflush(stdout);
  std::fprintf(stderr, "rawi: the desk of %s is open at this address%s; Ctrl-C closes it\n", a_->options.ledger.c_str(),
               serving.has_page() ? "" : " (the page is not built; the API answers)");
  try {
    serving.run();
  } catch (...) {
    waiting.detach();  // it waits for a signal, and touches nothing until one comes
    throw;
  }
  waiting.join();
  return 0;
}

}  // namespace rawi
