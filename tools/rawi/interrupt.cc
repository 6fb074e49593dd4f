#include "interrupt.h"

#include <signal.h>

namespace rawi {

std::atomic<bool> stop_asked = false;

namespace {

void on_interrupt(int signal) {
  stop_asked = true;
  ::signal(signal, SIG_DFL);
}

}  // namespace

void stop_on_interrupt() {
  ::signal(SIGINT, on_interrupt);
  ::signal(SIGTERM, on_interrupt);
}

}  // namespace rawi
