// Ctrl-C for work that can stop between two steps: the first one asks it to, the second ends the program.
#ifndef RAWI_TOOLS_INTERRUPT_H
#define RAWI_TOOLS_INTERRUPT_H

#include <atomic>

namespace rawi {

// Set by the first SIGINT or SIGTERM; never set back.
extern std::atomic<bool> stop_asked;

// From now on the signals do as said above. Call once, before the work begins.
void stop_on_interrupt();

}  // namespace rawi

#endif  // RAWI_TOOLS_INTERRUPT_H
